import java.io.File;
import java.security.AccessController;
import java.security.InvalidAlgorithmParameterException;
import java.security.PrivilegedAction;
import java.security.Provider;
import java.security.Security;
import javax.xml.crypto.XMLCryptoContext;
import javax.xml.crypto.XMLStructure;
import javax.xml.crypto.dom.DOMStructure;
import org.apache.poi.openxml4j.opc.OPCPackage;
import org.apache.poi.openxml4j.opc.PackageAccess;
import org.apache.poi.poifs.crypt.dsig.SignatureConfig;
import org.apache.poi.poifs.crypt.dsig.SignatureInfo;
import org.apache.poi.poifs.crypt.dsig.SignaturePart;
import org.apache.poi.poifs.crypt.dsig.services.RelationshipTransformService;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** Prints for each file: how many signatures Apache POI finds, and how many it calls valid. */
public class PoiCheck {
    /** Debian's schemas lack the types that the original needs to read its parameters. */
    public static class Transform extends RelationshipTransformService {
        @Override
        public void init(XMLStructure parent, XMLCryptoContext context)
                throws InvalidAlgorithmParameterException {
            RelationshipTransformParameterSpec found = new RelationshipTransformParameterSpec();
            Node node = ((DOMStructure) parent).getNode().getFirstChild();
            for (; node != null; node = node.getNextSibling()) {
                if ("RelationshipReference".equals(node.getLocalName())) {
                    found.addRelationshipReference(((Element) node).getAttribute("SourceId"));
                }
            }
            super.init(found);
        }
    }

    static class Own extends Provider {
        Own() {
            // the name that POI looks for: it then leaves its own transform out
            super("POIXmlDsigProvider", "1", "for tests");
            String name = "TransformService." + RelationshipTransformService.TRANSFORM_URI;
            put(name, Transform.class.getName());
            put(name + " MechanismType", "DOM");
        }
    }

    public static void main(String[] files) {
        Security.addProvider(new Own());
        for (String file : files) {
            int all = 0, valid = 0;
            String fault = "";
            try (OPCPackage opened = OPCPackage.open(new File(file), PackageAccess.READ)) {
                SignatureConfig config = new SignatureConfig();
                config.setOpcPackage(opened);
                SignatureInfo info = new SignatureInfo();
                info.setSignatureConfig(config);
                for (SignaturePart part : info.getSignatureParts()) {
                    all++;
                    if (part.validate()) {
                        valid++;
                    }
                }
            } catch (Throwable wrong) {
                fault = " " + wrong;
            }
            System.out.println(valid + "/" + all + fault);
        }
    }
}
