import org.apache.pdfbox.pdmodel.*;
import org.apache.pdfbox.pdmodel.interactive.digitalsignature.*;
import java.io.*; import java.security.*; import java.security.cert.*; import java.util.*;
import org.bouncycastle.cms.*; import org.bouncycastle.cms.jcajce.*; import org.bouncycastle.operator.jcajce.*; import org.bouncycastle.cert.jcajce.*;
public class PdfBoxSign {
  public static void main(String[] a) throws Exception {
    final char[] pin=new String(System.in.readAllBytes(),"UTF-8").toCharArray();
    KeyStore ks=KeyStore.getInstance("PKCS12"); ks.load(new FileInputStream(a[0]),pin);
    String al=ks.aliases().nextElement(); final PrivateKey key=(PrivateKey)ks.getKey(al,pin); final java.security.cert.Certificate[] chain=ks.getCertificateChain(al);
    PDDocument doc=PDDocument.load(new File(a[1]));
    PDSignature s=new PDSignature(); s.setFilter(PDSignature.FILTER_ADOBE_PPKLITE); s.setSubFilter(PDSignature.SUBFILTER_ADBE_PKCS7_DETACHED); s.setName("Jane"); s.setReason("test"); s.setSignDate(Calendar.getInstance());
    doc.addSignature(s,new SignatureInterface(){ public byte[] sign(InputStream in) throws IOException { try {
      CMSSignedDataGenerator g=new CMSSignedDataGenerator(); X509Certificate c=(X509Certificate)chain[0];
      g.addSignerInfoGenerator(new JcaSignerInfoGeneratorBuilder(new JcaDigestCalculatorProviderBuilder().build()).build(new JcaContentSignerBuilder("SHA256with"+(key.getAlgorithm().equals("EC")?"ECDSA":"RSA")).build(key),c));
      g.addCertificates(new JcaCertStore(Arrays.asList(chain)));
      ByteArrayOutputStream o=new ByteArrayOutputStream(); byte[] b=new byte[8192]; int n; while((n=in.read(b))>0)o.write(b,0,n);
      return g.generate(new CMSProcessableByteArray(o.toByteArray()),false).getEncoded();
    } catch(Exception e){ throw new IOException(e);} }});
    doc.saveIncremental(new FileOutputStream(a[2])); doc.close();
  }
}
