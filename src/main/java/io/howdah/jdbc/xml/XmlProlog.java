package io.howdah.jdbc.xml;

/**
 * What stands before a document's root element.
 *
 * @see <a href="https://www.w3.org/TR/xml/#sec-prolog-dtd">XML 1.0, production 22</a>
 */
final class XmlProlog {
    private XmlProlog() {}

    /** Whether a document type declaration is there; also where it is misplaced. */
    static boolean hasDocumentType(String xml) {
        int at = xml.startsWith("\uFEFF") ? 1 : 0;
        while (at >= 0 && at < xml.length()) {
            if (xml.charAt(at) <= ' ') {
                at++;
            } else if (xml.startsWith("<?", at)) {
                at = after(xml, "?>", at + 2);
            } else if (xml.startsWith("<!--", at)) {
                at = after(xml, "-->", at + 4);
            } else {
                return xml.startsWith("<!", at);
            }
        }
        return false;
    }

    private static int after(String xml, String end, int from) {
        int at = xml.indexOf(end, from);
        return at < 0 ? -1 : at + end.length();
    }
}
