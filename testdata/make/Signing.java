import java.io.*; import java.lang.reflect.*; import java.util.*; import java.security.*; import java.security.cert.*; import java.nio.file.*;

/**
 * Every kind of key signing by every name that this JVM knows, one line each: key, name (empty for the default), and the name and
 * the AlgorithmIdentifier of the certificate that came out, or the exception. The recipe of testdata/policy/signing.tsv:
 * java --add-opens java.base/sun.security.tools.keytool=ALL-UNNAMED Signing.java | sed -E 's/@[0-9a-f]+/@#/'
 */
public class Signing { 
 static String hex(byte[] b){StringBuilder s=new StringBuilder(); for(byte x:b) s.append(String.format("%02x",x)); return s.toString();}
 static byte[] tlv(byte[] b,int[] p){ int s=p[0]; int l=b[s+1]&255, h=2; if(l>=128){int n=l&127; l=0; for(int i=0;i<n;i++) l=l<<8|(b[s+2+i]&255); h=2+n;} p[0]=s+h+l; p[1]=s+h; return Arrays.copyOfRange(b,s,s+h+l);} 
 static String run(Method run,Constructor<?> k,String... w) throws Exception{ ByteArrayOutputStream b=new ByteArrayOutputStream(); PrintStream p=new PrintStream(b); PrintStream so=System.out,se=System.err; System.setErr(p); System.setOut(p); try{ run.invoke(k.newInstance(),w,p); return null;}catch(InvocationTargetException e){ return e.getCause().toString(); } finally{System.setOut(so);System.setErr(se);} }
 public static void main(String[] a) throws Exception {
 Class<?> c=Class.forName("sun.security.tools.keytool.Main"); Constructor<?> k=c.getDeclaredConstructor(); k.setAccessible(true);
 Method run=c.getDeclaredMethod("run",String[].class,PrintStream.class); run.setAccessible(true);
 String[][] kinds={{"RSA","512"},{"RSA","768"},{"RSA","2048"},{"RSA","8192"},{"RSASSA-PSS","1024"},{"RSASSA-PSS","8192"},{"DSA","512"},{"DSA","1024"},{"DSA","2048"},{"DSA","3072"},{"EC","secp256r1"},{"EC","secp384r1"},{"EC","secp521r1"},{"Ed25519"},{"Ed448"},{"X25519"},{"X448"},{"ML-DSA-44"},{"ML-DSA-87"},{"ML-KEM-512"},{"DH","512"}};
 Set<String> names=new TreeSet<>(String.CASE_INSENSITIVE_ORDER); for (Provider p:Security.getProviders()) { for (Provider.Service s:p.getServices()) if(s.getType().equals("Signature")) names.add(s.getAlgorithm()); for(Object e:p.keySet()) if(e.toString().startsWith("Alg.Alias.Signature.")) names.add(e.toString().substring(20)); }
 names.addAll(Arrays.asList("foo","RSA","SHA256withRSAandMGF1","sha-256withrsa","ECDSA","SHA256withEdDSA","1.2.3","OID.1.2.3","MD4withRSA","SHAKE256withRSA"));
 String st="mx.p12"; new File(st).delete(); String P="changeit"; run(run,k,"-debug","-genkeypair","-keyalg","EC","-keystore",st,"-storepass",P,"-alias","signer","-dname","CN=s");
 for(String[] kind:kinds){ List<String> w=new ArrayList<>(Arrays.asList("-debug","-genkeypair","-keyalg",kind[0],"-keystore",st,"-storepass",P,"-alias",String.join("-",kind),"-dname","CN=x","-signer","signer")); if(kind.length>1){ w.add(kind[0].equals("EC")?"-groupname":"-keysize"); w.add(kind[1]); } String r=run(run,k,w.toArray(new String[0])); if(r!=null) System.out.println("# "+String.join("-",kind)+" "+r); }
 byte[] clean=Files.readAllBytes(Path.of(st));
 for(String[] kind:kinds){ String al=String.join("-",kind); List<String> ns=new ArrayList<>(names); ns.add(0,"");
  for(String n:ns){ Files.write(Path.of(st),clean); List<String> w=new ArrayList<>(Arrays.asList("-debug","-selfcert","-keystore",st,"-storepass",P,"-alias",al)); if(!n.isEmpty()){w.add("-sigalg");w.add(n);} 
   String r=run(run,k,w.toArray(new String[0])); if(r==null){ KeyStore ks=KeyStore.getInstance(new File(st),P.toCharArray()); X509Certificate x=(X509Certificate)ks.getCertificate(al); int[] q={0,0}; byte[] e=x.getEncoded(); tlv(e,q); q[0]=q[1]; tlv(e,q); r=x.getSigAlgName()+"\t"+hex(tlv(e,q)); }
   System.out.println(al+"\t"+n+"\t"+r); System.out.flush(); } }
 } }
