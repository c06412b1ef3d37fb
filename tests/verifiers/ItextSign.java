import com.lowagie.text.Rectangle;
import com.lowagie.text.pdf.*;
import java.io.*; import java.security.*; import java.security.cert.*; import java.util.*;
import org.bouncycastle.asn1.*; import org.bouncycastle.asn1.cms.*; import org.bouncycastle.asn1.ess.*; import org.bouncycastle.asn1.pkcs.*;
import org.bouncycastle.cert.jcajce.*; import org.bouncycastle.cms.*; import org.bouncycastle.cms.jcajce.*; import org.bouncycastle.operator.jcajce.*;
/** Signs as the programs built on iText's free line do: KEY IN OUT SUBFILTER ALGORITHM FIELD [visible]. */
public class ItextSign {
  static final int ROOM = 0x3000;
  public static void main(String[] a) throws Exception {
    char[] pin = new String(System.in.readAllBytes(), "UTF-8").toCharArray();
    KeyStore ks = KeyStore.getInstance("PKCS12"); ks.load(new FileInputStream(a[0]), pin);
    String alias = ks.aliases().nextElement();
    PrivateKey key = (PrivateKey) ks.getKey(alias, pin); java.security.cert.Certificate[] chain = ks.getCertificateChain(alias);
    PdfStamper stamper = PdfStamper.createSignature(new PdfReader(a[1]), new FileOutputStream(a[2]), '\0', null, true);
    PdfSignatureAppearance look = stamper.getSignatureAppearance();
    if (a.length > 6) look.setVisibleSignature(new Rectangle(50, 50, 250, 120), 1, a[5]); look.setLayer2Text("Signed");
    PdfSignature value = new PdfSignature(PdfName.ADOBE_PPKLITE, new PdfName(a[3]));
    value.setDate(new PdfDate(Calendar.getInstance())); value.setReason("test");
    look.setCryptoDictionary(value);
    HashMap room = new HashMap(); room.put(PdfName.CONTENTS, Integer.valueOf(ROOM * 2 + 2)); look.preClose(room);
    byte[] cms = sign(look.getRangeStream().readAllBytes(), key, chain, a[4], a[3].startsWith("ETSI"));
    PdfDictionary filled = new PdfDictionary();
    filled.put(PdfName.CONTENTS, new PdfString(Arrays.copyOf(cms, ROOM)).setHexWriting(true)); look.close(filled);
  }
  static byte[] sign(byte[] data, PrivateKey key, java.security.cert.Certificate[] chain, String algorithm, boolean cades) throws Exception {
    X509Certificate own = (X509Certificate) chain[0];
    JcaSignerInfoGeneratorBuilder by = new JcaSignerInfoGeneratorBuilder(new JcaDigestCalculatorProviderBuilder().build());
    if (cades) {
      ESSCertIDv2 id = new ESSCertIDv2(MessageDigest.getInstance("SHA-256").digest(own.getEncoded()));
      ASN1EncodableVector more = new ASN1EncodableVector();
      more.add(new org.bouncycastle.asn1.cms.Attribute(PKCSObjectIdentifiers.id_aa_signingCertificateV2, new DERSet(new SigningCertificateV2(new ESSCertIDv2[] {id}))));
      by.setSignedAttributeGenerator(new DefaultSignedAttributeTableGenerator(new AttributeTable(more)));
    }
    CMSSignedDataGenerator made = new CMSSignedDataGenerator();
    made.addSignerInfoGenerator(by.build(new JcaContentSignerBuilder(algorithm).setProvider(new org.bouncycastle.jce.provider.BouncyCastleProvider()).build(key), own));
    made.addCertificates(new JcaCertStore(Arrays.asList(chain)));
    return made.generate(new CMSProcessableByteArray(data), false).getEncoded();
  }
}
