"""Makes certificates, requests and CRLs with weak and odd algorithms, written from first principles because no library
makes them any more (MD2, MD5, RSA of 512 bits, ...). The runs in testdata/policy/OBSERVED.md were made with them.

usage: python3 weak_certificates.py FOLDER

Needs the openssl command for the elliptic curves. The table is at the end; the keys come from a fixed seed.
"""
import hashlib
import os
import random
import subprocess
import sys
from math import lcm
rng = random.Random(20250101)
def tlv(tag, *parts):
    body = b"".join(parts); n = len(body)
    if n < 128: l = bytes([n])
    else:
        b = n.to_bytes((n.bit_length()+7)//8, "big"); l = bytes([0x80|len(b)])+b
    return bytes([tag])+l+body
seq = lambda *p: tlv(0x30,*p)
def integer(v):
    n = max(1, v.bit_length()//8+1); return tlv(2, v.to_bytes(n,"big",signed=True))
def oid(s):
    a=[int(x) for x in s.split(".")]; out=b""
    for x in [a[0]*40+a[1]]+a[2:]:
        c=[x&127]; x>>=7
        while x: c.append(x&127|128); x>>=7
        out+=bytes(reversed(c))
    return tlv(6,out)
NULL=tlv(5)
bits=lambda b: tlv(3,b"\0"+b)
def name(cn): return seq(tlv(0x31,seq(oid("2.5.4.3"),tlv(0x0c,cn.encode()))))
t=lambda s: tlv(0x17,s.encode()) if len(s)==13 else tlv(0x18,s.encode())
# --- RSA with any digest, from first principles
def isprime(n):
    if n%2==0: return n==2
    d=n-1;r=0
    while d%2==0:d//=2;r+=1
    for a in (2,3,5,7,11,13,17,19,23,29,31,37):
        if a%n==0: continue
        x=pow(a,d,n)
        if x in(1,n-1):continue
        for _ in range(r-1):
            x=x*x%n
            if x==n-1:break
        else:return False
    return True
def prime(b):
    while True:
        p=rng.getrandbits(b)|(3<<(b-2))|1
        if p%65537!=1 and all(p%q for q in (3,5,7,11,13,17,19,23)) and isprime(p): return p
class Rsa:
    def __init__(s,size,parts=2):
        while True:
            ps=[prime(size//parts) for _ in range(parts)]; n=1
            for p in ps:n*=p
            if n.bit_length()==size:break
            if parts>2 or size%parts:
                # many factors lose bits: give the last prime what is missing
                lost=size-n.bit_length(); n//=ps[-1]; 
                while True:
                    p=prime(size-n.bit_length()); 
                    if (n*p).bit_length()==size: break
                ps[-1]=p;n*=p;break
        s.n=n;s.e=65537;s.d=pow(65537,-1,lcm(*[p-1 for p in ps]))
    def spki(s): return seq(seq(oid("1.2.840.113549.1.1.1"),NULL),bits(seq(integer(s.n),integer(s.e))))
    kind="RSA"
def md2(m):
    S=[41,46,67,201,162,216,124,1,61,54,84,161,236,240,6,19,98,167,5,243,192,199,115,140,152,147,43,217,188,76,130,202,30,155,87,60,253,212,224,22,103,66,111,24,138,23,229,18,190,78,196,214,218,158,222,73,160,251,245,142,187,47,238,122,169,104,121,145,21,178,7,63,148,194,16,137,11,34,95,33,128,127,93,154,90,144,50,39,53,62,204,231,191,247,151,3,255,25,48,179,72,165,181,209,215,94,146,42,172,86,170,198,79,184,56,210,150,164,125,182,118,252,107,226,156,116,4,241,69,157,112,89,100,113,135,32,134,91,207,101,230,45,168,2,27,96,37,173,174,176,185,246,28,70,97,105,52,64,126,15,85,71,163,35,221,81,175,58,195,92,249,206,186,197,234,38,44,83,13,110,133,40,132,9,211,223,205,244,65,129,77,82,106,220,55,200,108,193,171,250,36,225,123,8,12,189,177,74,120,136,149,139,227,99,232,109,233,203,213,254,59,0,29,57,242,239,183,14,102,88,208,228,166,119,114,248,235,117,75,10,49,68,80,180,143,237,31,26,219,153,141,51,159,17,131,20]
    p=16-len(m)%16; m+=bytes([p])*p; C=[0]*16; L=0
    for i in range(0,len(m),16):
        for j in range(16): C[j]^=S[m[i+j]^L]; L=C[j]
    m+=bytes(C); X=[0]*48
    for i in range(0,len(m),16):
        for j in range(16): X[16+j]=m[i+j]; X[32+j]=X[16+j]^X[j]
        tt=0
        for j in range(18):
            for k in range(48): X[k]^=S[tt]; tt=X[k]
            tt=(tt+j)%256
    return bytes(X[:16])
D={"MD2":("1.2.840.113549.2.2",md2,"1.2.840.113549.1.1.2"),"MD5":("1.2.840.113549.2.5",None,"1.2.840.113549.1.1.4"),
   "SHA1":("1.3.14.3.2.26",None,"1.2.840.113549.1.1.5"),"SHA256":("2.16.840.1.101.3.4.2.1",None,"1.2.840.113549.1.1.11"),
   "SHA384":("2.16.840.1.101.3.4.2.2",None,"1.2.840.113549.1.1.12"),"SHA512":("2.16.840.1.101.3.4.2.3",None,"1.2.840.113549.1.1.13"),
   "SHA224":("2.16.840.1.101.3.4.2.4",None,"1.2.840.113549.1.1.14")}
def digest(d,m): return D[d][1](m) if D[d][1] else hashlib.new(d.lower(),m).digest()
def sign(key,d,m):
    """(AlgorithmIdentifier, signature)"""
    if key.kind=="RSA":
        info=seq(seq(oid(D[d][0]),NULL),tlv(4,digest(d,m))); k=(key.n.bit_length()+7)//8
        em=b"\0\1"+b"\xff"*(k-3-len(info))+b"\0"+info
        return seq(oid(D[d][2]),NULL), pow(int.from_bytes(em,"big"),key.d,key.n).to_bytes(k,"big")
    if key.kind=="DSA":
        o={"SHA1":"1.2.840.10040.4.3","SHA256":"2.16.840.1.101.3.4.3.2"}[d]
        z=int.from_bytes(digest(d,m)[:(key.q.bit_length()+7)//8],"big")
        k=rng.randrange(2,key.q-1); r=pow(key.g,k,key.p)%key.q; s=pow(k,-1,key.q)*(z+key.x*r)%key.q
        return seq(oid(o)), seq(integer(r),integer(s))
    o={"SHA1":"1.2.840.10045.4.1","SHA256":"1.2.840.10045.4.3.2","SHA384":"1.2.840.10045.4.3.3"}[d]
    return seq(oid(o)), seq(integer(rng.getrandbits(100)),integer(rng.getrandbits(100))) if not hasattr(key,"real") else key.sign(d,m)
class Dsa:
    kind="DSA"
    def __init__(s,l,n):
        s.q=prime(n)
        while True:
            p=(rng.getrandbits(l)|1<<(l-1)); p-=p%(2*s.q)-1
            if p.bit_length()==l and isprime(p):break
        s.p=p; s.g=pow(2,(p-1)//s.q,p); s.x=rng.randrange(2,s.q); s.y=pow(s.g,s.x,p)
    def spki(s): return seq(seq(oid("1.2.840.10040.4.1"),seq(integer(s.p),integer(s.q),integer(s.g))),bits(integer(s.y)))
# --- EC: real keys through openssl's own curves (signatures by the cryptography package where it has them)
class Ec:
    kind="EC"
    def __init__(s,curve):
        s.curve=curve; s.pem="_%s.pem"%curve
        if not os.path.exists(s.pem): subprocess.run(["openssl","ecparam","-name",curve,"-genkey","-noout","-out",s.pem],check=True,capture_output=True)
        s.pub=subprocess.run(["openssl","pkey","-in",s.pem,"-pubout","-outform","DER"],check=True,capture_output=True).stdout
        s.real=True
    def spki(s): return s.pub
    def sign(s,d,m):
        return subprocess.run(["openssl","dgst","-"+d.lower(),"-sign",s.pem],input=m,check=True,capture_output=True).stdout
def cert(subject,key,issuer=None,ikey=None,d="SHA256",serial=None,nb="240101000000Z",na="20450101000000Z",ca=None):
    issuer=issuer or subject; ikey=ikey or key; serial=serial or rng.getrandbits(60)
    alg,_=sign(ikey,d,b"")
    parts=[tlv(0xa0,integer(2)),integer(serial),alg,name(issuer),seq(t(nb),t(na)),name(subject),key.spki()]
    if ca: parts.append(tlv(0xa3,seq(seq(oid("2.5.29.19"),tlv(1,b"\xff"),tlv(4,seq(tlv(1,b"\xff")))))))
    tbs=seq(*parts); _,sig=sign(ikey,d,tbs)
    return seq(tbs,alg,bits(sig))
def request(subject,key,d):
    info=seq(integer(0),name(subject),key.spki(),tlv(0xa0)); alg,sig=sign(key,d,info); return seq(info,alg,bits(sig))
def crl(issuer,key,d):
    alg,_=sign(key,d,b""); tbs=seq(integer(1),alg,name(issuer),t("240101000000Z"),t("20450101000000Z")); _,sig=sign(key,d,tbs)
    return seq(tbs,alg,bits(sig))

def keys():
    made={"rsa%d"%n:Rsa(n) for n in (512,768,1023,1024,1536,2040,2047,2048,3072)}
    made.update({"dsa512":Dsa(512,160),"dsa1024":Dsa(1024,160),"dsa2048":Dsa(2048,256)})
    return made
if __name__=="__main__":
    os.makedirs(sys.argv[1],exist_ok=True); os.chdir(sys.argv[1])
    K=keys()
    def put(n,b): open(n+".der","wb").write(b)
    root=K["rsa2048"]
    for kn,k in K.items():
        if k.kind=="RSA":
            for d in D: 
                if kn!="rsa512" or d in("MD2","MD5","SHA1","SHA256"):
                    put(f"self-{kn}-{d}",cert(f"self {kn} {d}",k,d=d,ca=True))
        else:
            for d in ("SHA1","SHA256"): put(f"self-{kn}-{d}",cert(f"self {kn} {d}",k,d=d,ca=True))
        put(f"leaf-{kn}",cert(f"leaf {kn}",k,"Root",root,"SHA256"))
    put("root",cert("Root",root,d="SHA256",ca=True))
    put("root-SHA1",cert("Root",root,d="SHA1",ca=True))
    for d in D: put(f"leaf-by-{d}",cert(f"leaf by {d}",K["rsa3072"],"Root",root,d))
    for d in D: put(f"req-{d}",request(f"req {d}",K["rsa2048"],d)); put(f"crl-{d}",crl("Root",root,d))
    for kn in ("rsa512","rsa768","rsa1024","dsa512","dsa1024","dsa2048"): put(f"req-{kn}",request(f"req {kn}",K[kn],"SHA256")); put(f"crl-{kn}",crl("Root",K[kn],"SHA256"))
    for c in ("prime192v1","secp224r1","prime256v1","secp384r1","secp521r1","secp256k1","brainpoolP256r1","sect163r2","sect283r1","secp160r1","secp112r1"):
        try: k=Ec(c)
        except Exception as e: print(c,e); continue
        put(f"self-{c}-SHA256",cert(f"self {c}",k,d="SHA256",ca=True))
        put(f"self-{c}-SHA1",cert(f"self {c}",k,d="SHA1",ca=True))
        put(f"leaf-{c}",cert(f"leaf {c}",k,"Root",root,"SHA256"))
    # chains: leaf <- weak intermediate <- root
    for nm,ik,idg,ld in (("int1024",K["rsa1024"],"SHA256","SHA256"),("intSHA1",K["rsa3072"],"SHA1","SHA256"),("intMD5",K["rsa3072"],"MD5","SHA1"),("int512",K["rsa768"],"MD5","SHA1")):
        i=cert("Int "+nm,ik,"Root",root,idg,ca=True); l=cert("chain leaf "+nm,K["rsa3072"],"Int "+nm,ik,ld)
        put(f"chain-{nm}-int",i); put(f"chain-{nm}-leaf",l)
    put("expired",cert("expired",K["rsa2048"],nb="200101000000Z",na="210101000000Z",ca=True))
    put("future",cert("future",K["rsa2048"],nb="400101000000Z",na="20450101000000Z",ca=True))
    put("root1024",cert("Root1024",K["rsa1024"],d="SHA256",ca=True)); put("crl1024",crl("Root1024",K["rsa1024"],"SHA1"))
