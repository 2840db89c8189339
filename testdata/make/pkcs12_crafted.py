#!/usr/bin/env python3
"""PKCS#12 stores crafted octet by octet, one for every rule of Java's reader: crafted.py FOLDER."""
import sys
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
import os, hashlib, hmac, datetime
from cryptography import x509
from cryptography.x509.oid import NameOID
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
def L(n):
    if n<128: return bytes([n])
    b=n.to_bytes((n.bit_length()+7)//8,'big'); return bytes([0x80|len(b)])+b
def T(t,*c):
    c=b''.join(c); return bytes([t])+L(len(c))+c
def SEQ(*c): return T(0x30,*c)
def SET(*c): return T(0x31,*c)
def OCT(*c): return T(4,*c)
def CTX(n,*c): return T(0xa0|n,*c)
def INT(n):
    l=max(1,(n.bit_length()//8)+1); return T(2,n.to_bytes(l,'big',signed=True))
NULL=b'\5\0'
def OID(s):
    p=[int(x) for x in s.split('.')]; out=b''
    def b128(n):
        r=[n&127]; n>>=7
        while n: r.insert(0,128|(n&127)); n>>=7
        return bytes(r)
    out=b128(p[0]*40+p[1])
    for x in p[2:]: out+=b128(x)
    return T(6,out)
def BMP(s): return T(30,s.encode('utf-16-be'))
BAG='1.2.840.113549.1.12.10.1.'
DATA='1.2.840.113549.1.7.1'
def attr(o,*v): return SEQ(OID(o),SET(*v))
def name(s): return attr('1.2.840.113549.1.9.20',BMP(s))
def lkid(b): return attr('1.2.840.113549.1.9.21',OCT(b if isinstance(b,bytes) else b.encode()))
TRUST=attr('2.16.840.1.113894.746875.1.1',OID('2.5.29.37.0'))
def bag(n,value,*attrs,oid=None):
    return SEQ(OID(oid or BAG+str(n)),CTX(0,value),SET(*attrs) if attrs else b'')
def cert(der,*attrs,kind='1.2.840.113549.1.9.22.1'):
    return bag(3,SEQ(OID(kind),CTX(0,OCT(der) if kind.endswith('.1') else T(22,der))),*attrs)
def data(*bags): return SEQ(OID(DATA),CTX(0,OCT(SEQ(*bags))))
def pfx(*cis,mac=b'',version=3):
    return SEQ(INT(version),SEQ(OID(DATA),CTX(0,OCT(SEQ(*cis)))),mac)
def mk(cn,issuer=None,ikey=None,key=None,icn=None):
    key=key or ec.generate_private_key(ec.SECP256R1())
    n=x509.Name([x509.NameAttribute(NameOID.COMMON_NAME,cn)])
    i=x509.Name([x509.NameAttribute(NameOID.COMMON_NAME,icn or cn)])
    c=(x509.CertificateBuilder().subject_name(n).issuer_name(i).public_key(key.public_key()).serial_number(int.from_bytes(os.urandom(8),'big')>>1)
      .not_valid_before(datetime.datetime(2024,1,1)).not_valid_after(datetime.datetime(2034,1,1)).sign(ikey or key,hashes.SHA256()))
    return c.public_bytes(serialization.Encoding.DER),key
def fp(d): return hashlib.sha256(d).hexdigest()[:16]
def pkcs8(k,pw=None):
    return k.private_bytes(serialization.Encoding.DER,serialization.PrivateFormat.PKCS8,serialization.BestAvailableEncryption(pw) if pw else serialization.NoEncryption())
root,rk=mk('root'); inter,ik=mk('inter',ikey=rk,icn='root'); leaf,lk=mk('leaf',ikey=ik,icn='inter'); leaf2,lk2=mk('leaf2',ikey=ik,icn='inter')
a,_=mk('a'); b,_=mk('b'); c,_=mk('c'); root2,_=mk('root'); rootc,rck=mk('RooT  c'); leafc,lkc=mk('leafc',ikey=rck,icn=' root C')
EK=pkcs8(lk,b'changeit'); EK2=pkcs8(lk2,b'changeit'); EK3=pkcs8(lkc,b'changeit'); PK=pkcs8(lk)
def sh(k,*at): return bag(2,k,*at)
S={}
S['order']=pfx(data(cert(a,name('zeta'),TRUST),cert(b,name('Alpha'),TRUST),cert(c,name('mid'),TRUST)))
S['order2']=pfx(data(*[cert(a,name(f'n{(i*7)%20}'),TRUST) for i in range(20)]))
S['dup_tt']=pfx(data(cert(a,name('x'),TRUST),cert(c,name('m'),TRUST),cert(b,name('X'),TRUST)))
S['dup_tk']=pfx(data(cert(a,name('x'),TRUST)),data(sh(EK,name('x'),lkid('Time 5'))),data(cert(leaf,lkid('Time 5'))))
S['dup_kt']=pfx(data(sh(EK,name('x'),lkid('Time 5'))),data(cert(leaf,lkid('Time 5')),cert(a,name('x'),TRUST)))
S['dup_kk']=pfx(data(sh(EK,name('x'),lkid('Time 5')),sh(EK2,name('x'),lkid('Time 6'))),data(cert(leaf,lkid('Time 5')),cert(leaf2,lkid('Time 6'))))
S['inv']=pfx(data(cert(a,name('x')),cert(b)))
S['chain']=pfx(data(sh(EK,name('x'),lkid('Time 5'))),data(cert(root),cert(inter),cert(leaf,lkid('Time 5'))))
S['chain_tr']=pfx(data(sh(EK,name('x'),lkid('Time 5'))),data(cert(root,name('r'),TRUST),cert(inter),cert(leaf,lkid('Time 5'))))
S['chain_rr']=pfx(data(sh(EK,name('x'),lkid('Time 5'))),data(cert(root),cert(root2),cert(inter),cert(leaf,lkid('Time 5'))))
S['chain_rr2']=pfx(data(sh(EK,name('x'),lkid('Time 5'))),data(cert(root2),cert(root),cert(inter),cert(leaf,lkid('Time 5'))))
S['chain_rr_lk']=pfx(data(sh(EK,name('x'),lkid('Time 5'))),data(cert(root),cert(root2,lkid('zz')),cert(inter),cert(leaf,lkid('Time 5'))))
S['lk_raw']=pfx(data(sh(EK,name('x'),lkid(b'\1\2\3'))),data(cert(inter),cert(leaf,lkid(b'\1\2\3'))))
S['lk_none']=pfx(data(sh(EK,name('x'))),data(cert(inter),cert(leaf,name('x'))))
S['lk_none_certlk']=pfx(data(sh(EK,name('x'))),data(cert(inter),cert(leaf,name('x'),lkid(b'\1'))))
S['lk_none_order']=pfx(data(sh(EK,name('x'))),data(cert(leaf)))
S['lk_none_order_first']=pfx(data(cert(leaf)),data(sh(EK,name('x'))))
S['lk_key_only']=pfx(data(sh(EK,name('x'),lkid(b'\1'))),data(cert(leaf)))
S['lk_key_name']=pfx(data(sh(EK,name('x'),lkid(b'\1'))),data(cert(leaf,name('x'))))
S['lk_two_none']=pfx(data(sh(EK,name('x')),sh(EK2,name('y'))),data(cert(leaf,name('x')),cert(leaf2,name('y'))))
S['lk_same']=pfx(data(sh(EK,name('x'),lkid(b'\1'))),data(cert(leaf,lkid(b'\1')),cert(leaf2,lkid(b'\1'))))
S['lk_same_tr']=pfx(data(sh(EK,name('x'),lkid(b'\1'))),data(cert(leaf,lkid(b'\1'),name('t'),TRUST)))
S['lk_same_two']=pfx(data(sh(EK,name('x'),lkid(b'\1')),sh(EK2,name('y'),lkid(b'\1'))),data(cert(leaf,lkid(b'\1'))))
S['nofn']=pfx(data(sh(EK,lkid(b'\1')),sh(EK2,lkid(b'\2'))),data(cert(leaf,lkid(b'\1')),cert(leaf2,lkid(b'\2'))))
S['nofn_certname']=pfx(data(sh(EK,lkid(b'\1')),sh(EK2,lkid(b'\2'))),data(cert(leaf,lkid(b'\1'),name('fromcert')),cert(leaf2,lkid(b'\2'))))
S['nofn_noattr']=pfx(data(sh(EK),sh(EK2)),data(cert(leaf),cert(leaf2)))
S['nofn_tr']=pfx(data(cert(a,TRUST),cert(b,TRUST),cert(c,name('2'),TRUST)))
S['nofn_mix']=pfx(data(cert(a,TRUST),sh(EK,lkid(b'\1')),cert(b,TRUST),sh(EK2,lkid(b'\2')),cert(leaf,lkid(b'\1')),cert(leaf2,lkid(b'\2'))))
S['nofn_inv']=pfx(data(cert(a),cert(b,TRUST)))
S['fn_empty']=pfx(data(cert(a,name(''),TRUST)))
S['fn_utf8']=pfx(data(cert(a,attr('1.2.840.113549.1.9.20',T(12,b'utf')),TRUST)))
S['fn_print']=pfx(data(cert(a,attr('1.2.840.113549.1.9.20',T(19,b'utf')),TRUST)))
S['fn_oct']=pfx(data(cert(a,attr('1.2.840.113549.1.9.20',OCT(b'utf')),TRUST)))
S['fn_odd']=pfx(data(cert(a,attr('1.2.840.113549.1.9.20',T(30,b'\0ab')),TRUST)))
S['fn_surr']=pfx(data(cert(a,attr('1.2.840.113549.1.9.20',T(30,b'\xd8\0\0b')),TRUST)))
S['fn_astral']=pfx(data(cert(a,name('x\U0001d11e'),TRUST)))
S['fn_nul']=pfx(data(cert(a,name('x\0'),TRUST)))
S['fn_turk']=pfx(data(cert(a,name('İIıßΣΑΣ'),TRUST)))
S['fn_two']=pfx(data(cert(a,attr('1.2.840.113549.1.9.20',BMP('one'),BMP('two')),TRUST)))
S['fn_twice']=pfx(data(cert(a,name('one'),name('two'),TRUST)))
S['fn_emptyset']=pfx(data(cert(a,attr('1.2.840.113549.1.9.20'),TRUST)))
S['attr_noset']=pfx(data(cert(a,name('x'),SEQ(OID('1.2.3')),TRUST)))
S['attr_notset']=pfx(data(cert(a,name('x'),SEQ(OID('1.2.3'),INT(1)),TRUST)))
S['attr_notseq']=pfx(data(cert(a,name('x'),INT(1),TRUST)))
S['attr_three']=pfx(data(cert(a,name('x'),SEQ(OID('1.2.3'),SET(),NULL),TRUST)))
S['attr_unknown']=pfx(data(cert(a,name('x'),attr('1.2.3',INT(4)),TRUST)))
S['attrs_seq']=pfx(data(SEQ(OID(BAG+'3'),CTX(0,SEQ(OID('1.2.840.113549.1.9.22.1'),CTX(0,OCT(a)))),SEQ(name('x'),TRUST))))
S['bag_4']=pfx(data(SEQ(OID(BAG+'3'),CTX(0,SEQ(OID('1.2.840.113549.1.9.22.1'),CTX(0,OCT(a)))),SET(name('x'),TRUST),NULL)))
S['bag_noval']=pfx(data(SEQ(OID(BAG+'3'))))
S['tr_other']=pfx(data(cert(a,name('x'),attr('2.16.840.1.113894.746875.1.1',OID('1.3.6.1.5.5.7.3.1'),OID('1.3.6.1.5.5.7.3.2')))))
S['tr_empty']=pfx(data(cert(a,name('x'),attr('2.16.840.1.113894.746875.1.1'))))
S['tr_int']=pfx(data(cert(a,name('x'),attr('2.16.840.1.113894.746875.1.1',INT(1)))))
S['tr_lk']=pfx(data(cert(a,name('x'),lkid('Time 77'),TRUST)))
S['lk_oddtime']=pfx(data(*[sh(EK,name('x%d'%i),lkid(v)) for i,v in enumerate([b'Time abc',b'Time -5',b'Time 12x',b'time 12',b'Time 12 ',b'Time 9223372036854775807',b'Time 9223372036854775808',b'Time  7',b'Time',b'Time ',b'Time +8',b'Tim\xc3\xa9 8',b'Timex 8',b'Times8',b'xTime 8',b'Time 0'])]))
S['lk_twice']=pfx(data(sh(EK,name('x'),lkid('Time 5'),lkid('Time 6'))),data(cert(leaf,lkid('Time 6'))))
S['lk_notoct']=pfx(data(sh(EK,name('x'),attr('1.2.840.113549.1.9.21',INT(5)))),data(cert(leaf,lkid('Time 6'))))
S['lk_emptyset']=pfx(data(sh(EK,name('x'),attr('1.2.840.113549.1.9.21'))),data(cert(leaf,lkid('Time 6'))))
S['crl']=pfx(data(bag(4,SEQ(OID('1.2.840.113549.1.9.23.1'),CTX(0,OCT(b'abc'))),name('x')),cert(a,name('x'),TRUST)))
S['sdsi']=pfx(data(cert(b'abcd',name('s'),TRUST,kind='1.2.840.113549.1.9.22.2'),cert(a,name('x'),TRUST)))
S['cert_unk']=pfx(data(bag(3,SEQ(OID('1.2.3'),CTX(0,OCT(b'abc'))),name('s'),TRUST),cert(a,name('x'),TRUST)))
S['nested']=pfx(data(bag(6,SEQ(cert(b,name('n'),TRUST)),name('s')),cert(a,name('x'),TRUST)))
S['unkbag']=pfx(data(bag(9,SEQ(INT(1)),name('s')),cert(a,name('x'),TRUST)))
S['unkbag2']=pfx(data(bag(9,SEQ(INT(1)),name('s'),TRUST,oid='1.2.3.4'),cert(a,name('x'),TRUST)))
S['keybag']=pfx(data(bag(1,PK,name('p'),lkid('Time 5'))),data(cert(leaf,lkid('Time 5'))))
S['keybag_bad']=pfx(data(bag(1,SEQ(INT(5)),name('p'),lkid('Time 5'))),data(cert(a,name('x'),TRUST)))
S['shr_bad']=pfx(data(sh(SEQ(INT(5)),name('p'),lkid('Time 5'))),data(cert(a,name('x'),TRUST)))
S['shr_unkalg']=pfx(data(sh(SEQ(SEQ(OID('1.2.3'),NULL),OCT(b'abc')),name('p'),lkid('Time 5'))),data(cert(a,name('x'),TRUST)))
S['cert_bad']=pfx(data(cert(b'0abc',name('bad'),TRUST),cert(a,name('x'),TRUST)))
S['cert_bad_inv']=pfx(data(cert(b'0abc',name('bad')),cert(a,name('x'),TRUST)))
S['cert_trail']=pfx(data(cert(b+b'\0\0',name('trail'),TRUST),cert(a,name('x'),TRUST)))
S['secret']=pfx(data(bag(5,SEQ(OID(BAG+'2'),CTX(0,OCT(EK))),name('s'),lkid('Time 9')),cert(a,name('x'),TRUST)))
S['secret_unk']=pfx(data(bag(5,SEQ(OID('1.2.3'),CTX(0,OCT(EK))),name('s'),lkid('Time 9')),cert(a,name('x'),TRUST)))
S['secret_plain']=pfx(data(bag(5,SEQ(OID(BAG+'1'),CTX(0,OCT(PK))),name('s'),lkid('Time 9')),cert(a,name('x'),TRUST)))
S['secret_notoct']=pfx(data(bag(5,SEQ(OID(BAG+'2'),CTX(0,EK)),name('s'),lkid('Time 9')),cert(a,name('x'),TRUST)))
S['secret_nofn']=pfx(data(bag(5,SEQ(OID(BAG+'2'),CTX(0,OCT(EK))),lkid('Time 9')),cert(a,TRUST)))
S['secret_nolk']=pfx(data(bag(5,SEQ(OID(BAG+'2'),CTX(0,OCT(EK))),name('s'))))
S['env']=pfx(SEQ(OID('1.2.840.113549.1.7.3'),CTX(0,SEQ(INT(0)))),data(cert(a,name('x'),TRUST)))
S['ci_unk']=pfx(SEQ(OID('1.2.3'),CTX(0,SEQ(INT(0)))),data(cert(a,name('x'),TRUST)))
S['ci_nocontent']=pfx(SEQ(OID(DATA)),data(cert(a,name('x'),TRUST)))
S['v2']=pfx(data(cert(a,name('x'),TRUST)),version=2)
S['v4']=pfx(data(cert(a,name('x'),TRUST)),version=4)
S['signed']=SEQ(INT(3),SEQ(OID('1.2.840.113549.1.7.2'),CTX(0,SEQ(INT(1)))))
S['trail']=pfx(data(cert(a,name('x'),TRUST)))+b'abc'
S['empty_as']=pfx()
S['empty_data']=pfx(data())
S['same_cert']=pfx(data(cert(a,name('x'),TRUST),cert(a,name('y'),TRUST)))
# loop: certs cross issued
x1,k1=mk('p',icn='q'); x2,k2=mk('q',icn='p',ikey=k1)
S['loop']=pfx(data(sh(EK,name('x'),lkid('Time 5'))),data(cert(x1,lkid('Time 5')),cert(x2)))

X=cert(a,name('a'),TRUST)
S['k3_mid_nolk']=pfx(data(sh(EK,name('k1'),lkid(b'\1')),sh(EK2,name('k2')),sh(EK3,name('k3'),lkid(b'\3'))),data(cert(leaf),cert(leaf2)))
S['k3_first_nolk']=pfx(data(sh(EK,name('k1')),sh(EK2,name('k2'),lkid(b'\2')),sh(EK3,name('k3'),lkid(b'\3'))),data(cert(leaf),cert(leaf2,lkid(b'\2'))))
S['k2_nolk_counter']=pfx(data(sh(EK),sh(EK2),cert(a,TRUST)))
S['k_01']=pfx(data(sh(EK,name('x'))),data(cert(a,lkid(b'01')),cert(leaf)))
S['k_1st_later_safe']=pfx(data(sh(EK,name('x'))),data(cert(a,lkid(b'zz')),cert(leaf)),data(cert(b)))
S['k_idx0_trust']=pfx(data(sh(EK,name('x'))),data(cert(a,name('t'),TRUST),cert(leaf)))
S['k_idx0_same_safe']=pfx(data(sh(EK,name('x')),cert(leaf)))
S['k_two_safes_idx0']=pfx(data(sh(EK,name('x'))),data(cert(a)),data(cert(b)))
S['k_secret_counts']=pfx(data(bag(5,SEQ(OID(BAG+'2'),CTX(0,OCT(EK))),name('s')),sh(EK,name('x'))),data(cert(a)))
S['k_secret_nolk2']=pfx(data(sh(EK,name('x')),bag(5,SEQ(OID(BAG+'2'),CTX(0,OCT(EK))),name('s'))),data(cert(a)))
S['name_two']=pfx(data(sh(EK,name('x'),lkid(b'\1'))),data(cert(root,name('q')),cert(a,name('x')),cert(b,name('x'))))
S['name_lk']=pfx(data(sh(EK,name('x'),lkid(b'\1'))),data(cert(root,name('q')),cert(a,name('x'),lkid(b'\2'))))
S['name_case']=pfx(data(sh(EK,name('x'),lkid(b'\1'))),data(cert(root,name('q')),cert(a,name('X'))))
S['name_case2']=pfx(data(sh(EK,name('X'),lkid(b'\1'))),data(cert(root,name('q')),cert(a,name('X'))))
S['name_tr']=pfx(data(sh(EK,name('x'),lkid(b'\1'))),data(cert(root,name('q')),cert(a,name('x'),lkid(b'\1'),TRUST)))
S['name_gen']=pfx(data(sh(EK,lkid(b'\1'))),data(cert(root,name('q')),cert(a,name('1'))))
S['name_lk_first']=pfx(data(sh(EK,name('x'),lkid(b'\1'))),data(cert(root,name('q')),cert(a,name('x')),cert(leaf,lkid(b'\1'))))
S['name_lk_other']=pfx(data(sh(EK,name('x'),lkid(b'\1'))),data(cert(leaf,lkid(b'\1'),name('y'))))
S['key_dup_lk']=pfx(data(sh(EK,name('x'),lkid(b'\1')),sh(EK2,name('x'),lkid(b'\2'))),data(cert(leaf,lkid(b'\1')),cert(a,name('q'),lkid(b'\9'))))
S['key_over_trust']=pfx(data(sh(EK,name('x'),lkid(b'\1')),cert(a,name('x'),TRUST)),data(cert(leaf,lkid(b'\1'))))
S['key_over_trust2']=pfx(data(sh(EK,name('x'),lkid(b'\1')),cert(a,name('x'),TRUST)),data(sh(EK2,name('z'),lkid(b'\2')),cert(leaf,lkid(b'\1')),cert(leaf2,lkid(b'\2'))))
S['sec_over_key']=pfx(data(sh(EK,name('x'),lkid(b'\1')),bag(5,SEQ(OID(BAG+'2'),CTX(0,OCT(EK))),name('x'),lkid(b'\1'))),data(cert(leaf,lkid(b'\1'))))
S['chain_rr_lk2']=pfx(data(sh(EK,name('x'),lkid('Time 5'))),data(cert(root2,lkid('zz')),cert(root),cert(inter),cert(leaf,lkid('Time 5'))))
S['chain_canon']=pfx(data(sh(EK3,name('x'),lkid('Time 5'))),data(cert(rootc),cert(leafc,lkid('Time 5'))))
S['certkind_unk_ok']=pfx(data(bag(3,SEQ(OID('1.2.3'),CTX(0,OCT(b))),name('b'),TRUST),X))
S['sdsi_ok']=pfx(data(bag(3,SEQ(OID('1.2.840.113549.1.9.22.2'),CTX(0,OCT(b))),name('b'),TRUST),X))
for k,v in dict(int=INT(4),seq=SEQ(),ctx1=T(0xa1,name('x'),TRUST),emptyset=SET()).items():
    S['attrs_'+k]=pfx(data(SEQ(OID(BAG+'3'),CTX(0,SEQ(OID('1.2.840.113549.1.9.22.1'),CTX(0,OCT(a)))),v)))
for k,v in dict(hl=b'\xd8\0\0b\0c',lo=b'\xdc\0\0b',hiend=b'\0a\xd8\0',hh=b'\xd8\0\xd8\0\0z',hhl=b'\xd8\0\xd8\1\xdc\1\0z').items():
    S['fn_s_'+k]=pfx(data(cert(a,attr('1.2.840.113549.1.9.20',T(30,v)),TRUST)))
S['tr_twice']=pfx(data(cert(a,name('x'),TRUST,TRUST)))
S['bagval_notctx']=pfx(data(SEQ(OID(BAG+'3'),SEQ(OID('1.2.840.113549.1.9.22.1'),CTX(0,OCT(a))),SET(name('x'),TRUST)),X))
S['bagval_ctx1']=pfx(data(SEQ(OID(BAG+'3'),T(0xa1,SEQ(OID('1.2.840.113549.1.9.22.1'),CTX(0,OCT(a)))),SET(name('x'),TRUST)),X))
S['bagid_unk_noval']=pfx(data(SEQ(OID('1.2.3.4')),X))
S['bagid_unk_prim']=pfx(data(SEQ(OID('1.2.3.4'),CTX(0,INT(1))),X))
S['bagid_unk_bad']=pfx(data(SEQ(OID('1.2.3.4'),INT(1)),X))
S['safebag_notseq']=pfx(data(INT(1),X))
S['safe_notseq']=pfx(SEQ(OID(DATA),CTX(0,OCT(INT(5)))),data(X))
S['safe_notoct']=pfx(SEQ(OID(DATA),CTX(0,SEQ(X))),data(X))
S['safe_trail']=pfx(SEQ(OID(DATA),CTX(0,OCT(SEQ(X),b'abc'))))
S['safe_empty']=pfx(SEQ(OID(DATA),CTX(0,OCT())),data(X))
S['ci_int']=pfx(INT(1),data(X))
S['as_notseq']=SEQ(INT(3),SEQ(OID(DATA),CTX(0,OCT(INT(1)))))
S['only_version']=SEQ(INT(3))
S['empty_seq']=SEQ()
S['extra_mac']=pfx(data(X),mac=NULL)
S['mac_seqempty']=pfx(data(X),mac=SEQ())
S['mac_md_bad']=pfx(data(X),mac=SEQ(SEQ(SEQ(OID('1.2.3'),NULL),OCT(b'abc')),OCT(b'salt'),INT(1)))
SHA256=SEQ(OID('2.16.840.1.101.3.4.2.1'),NULL)
SHA1=SEQ(OID('1.3.14.3.2.26'),NULL)
MD5=SEQ(OID('1.2.840.113549.2.5'),NULL)
def maci(n,alg=SHA256,salt=b'saltsalt'): return SEQ(SEQ(alg,OCT(b'\0'*32)),OCT(salt),n)
for k,v in {'0':INT(0),'neg':INT(-1),'5m1':INT(5000001),'2e31':INT(2**31-1),'2p31':INT(2**31),'big':INT(2**70),'none':b'','null':NULL,'1':INT(1)}.items():
    S['mac_it_'+k]=pfx(data(X),mac=maci(v))
S['mac_sha1']=pfx(data(X),mac=maci(INT(1),SHA1)); S['mac_md5']=pfx(data(X),mac=maci(INT(1),MD5))
S['mac_nosalt']=pfx(data(X),mac=maci(INT(1),salt=b''))
S['mac_sha3']=pfx(data(X),mac=maci(INT(1),SEQ(OID('2.16.840.1.101.3.4.2.8'),NULL)))
S['mac_trail']=pfx(data(X),mac=SEQ(SEQ(SHA256,OCT(b'\0'*32)),OCT(b'salt'),INT(1),INT(2)))
def enc(alg,ct): return SEQ(OID('1.2.840.113549.1.7.6'),CTX(0,SEQ(INT(0),SEQ(OID(DATA),alg,T(0x80,ct)))))
def pbes2(it,kl=INT(32),prf='1.2.840.113549.2.9',enc_='2.16.840.1.101.3.4.1.42',iv=OCT(b'\0'*16),salt=OCT(b'saltsalt')):
    return SEQ(OID('1.2.840.113549.1.5.13'),SEQ(SEQ(OID('1.2.840.113549.1.5.12'),SEQ(salt,it,kl,SEQ(OID(prf),NULL) if prf else b'')),SEQ(OID(enc_),iv)))
def p12pbe(n,it): return SEQ(OID('1.2.840.113549.1.12.1.%d'%n),SEQ(OCT(b'saltsalt'),it))
def aes(plain,it,pw=b'changeit',kl=32,h='sha256'):
    k=hashlib.pbkdf2_hmac(h,pw,b'saltsalt',it,kl); p=16-len(plain)%16
    e=Cipher(algorithms.AES(k),modes.CBC(b'\0'*16)).encryptor(); return e.update(plain+bytes([p])*p)+e.finalize()
P=SEQ(X)
S['e_ok']=pfx(enc(pbes2(INT(1000)),aes(P,1000)))
S['e_kl_none']=pfx(enc(pbes2(INT(1000),kl=b''),aes(P,1000)))
S['e_kl_16']=pfx(enc(pbes2(INT(1000),kl=INT(16)),aes(P,1000)))
S['e_prf_none']=pfx(enc(pbes2(INT(1000),prf=None),aes(P,1000,h='sha1')))
S['e_wrongpw']=pfx(enc(pbes2(INT(1000)),aes(P,1000,pw=b'other')))
S['e_emptypw']=pfx(enc(pbes2(INT(1000)),aes(P,1000,pw=b'')))
S['e_garbage']=pfx(enc(pbes2(INT(1000)),aes(b'hello',1000)))
S['e_wrongpw_mac']=pfx(enc(pbes2(INT(1000)),aes(P,1000,pw=b'other')),mac=maci(INT(1)))
S['e_badlen']=pfx(enc(pbes2(INT(1000)),b'abc'))
S['e_emptyct']=pfx(enc(pbes2(INT(1000)),b''))
S['e_unkalg']=pfx(enc(SEQ(OID('1.2.3'),NULL),b'abc'))
S['e_unkprf']=pfx(enc(pbes2(INT(1000),prf='1.2.3'),aes(P,1000)))
S['e_unkenc']=pfx(enc(pbes2(INT(1000),enc_='1.2.3'),aes(P,1000)))
S['e_badiv']=pfx(enc(pbes2(INT(1000),iv=OCT(b'\0'*8)),aes(P,1000)))
S['e_3des']=pfx(enc(pbes2(INT(1000),enc_='1.2.840.113549.3.7',iv=OCT(b'\0'*8),kl=INT(24)),b'\0'*8))
S['e_saltalg']=pfx(enc(pbes2(INT(1000),salt=SEQ(OID('1.2.3'))),aes(P,1000)))
for k,v in {'0':INT(0),'neg':INT(-1),'5m1':INT(5000001),'2p31':INT(2**31)}.items():
    S['e_it_'+k]=pfx(enc(pbes2(v),aes(P,1000)))
    S['ep_it_'+k]=pfx(enc(p12pbe(6,v),aes(P,1000)))
    S['k_it_'+k]=pfx(data(sh(SEQ(pbes2(v),OCT(aes(P,1000))),name('k'))))
S['e_noparams']=pfx(enc(SEQ(OID('1.2.840.113549.1.12.1.6')),b'\0'*8))
S['e_nullparams']=pfx(enc(SEQ(OID('1.2.840.113549.1.12.1.6'),NULL),b'\0'*8))
S['e_nocontent']=pfx(SEQ(OID('1.2.840.113549.1.7.6'),CTX(0,SEQ(INT(0),SEQ(OID(DATA),pbes2(INT(1)))))))
S['e_ver1']=pfx(SEQ(OID('1.2.840.113549.1.7.6'),CTX(0,SEQ(INT(7),SEQ(OID(DATA),pbes2(INT(1000)),T(0x80,aes(P,1000)))))))
S['e_inner']=pfx(SEQ(OID('1.2.840.113549.1.7.6'),CTX(0,SEQ(INT(0),SEQ(OID('1.2.3'),pbes2(INT(1000)),T(0x80,aes(P,1000)))))))
S['e_constructed']=pfx(SEQ(OID('1.2.840.113549.1.7.6'),CTX(0,SEQ(INT(0),SEQ(OID(DATA),pbes2(INT(1000)),T(0xa0,OCT(aes(P,1000)[:16]),OCT(aes(P,1000)[16:])))))))

# BER as Windows, NSS and Bouncy Castle write it: indefinite lengths, octet strings in segments.
def ber(d,depth=0):
    out=b''; o=0
    while o<len(d):
        t=d[o]; n=d[o+1]; h=2
        if n&128:
            k=n&127; n=int.from_bytes(d[o+2:o+2+k],'big'); h+=k
        body=d[o+h:o+h+n]
        if t==4 and n>64 and depth<6:
            out+=b'\x24\x80'+b''.join(OCT(body[i:i+50]) for i in range(0,n,50))+b'\0\0'
        elif t&32: out+=bytes([t])+b'\x80'+ber(body,depth+1)+b'\0\0'
        else: out+=d[o:o+h+n]
        o+=h+n
    return out
for k in ['chain_tr','order','secret','e_ok','mac_it_1','lk_same_two']: S['ber_'+k]=ber(S[k])
S['ber_inner']=pfx(SEQ(OID(DATA),CTX(0,OCT(ber(SEQ(cert(a,name('x'),TRUST)))))))

for k,v in S.items(): open(f'{sys.argv[1]}/{k}.p12','wb').write(v)
