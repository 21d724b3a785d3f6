package io.howdah.jdbc.xml;

/**
 * What stands before a document's root element.
 *
 * @see <a href="https://www.w3.org/TR/xml/#sec-prolog-dtd">XML 1.0, production 22</a>
 */
final class XmlProlog {
    private XmlProlog() {}

    /**
     * Whether a document type declaration is there; also where it is misplaced. What stands before it does not matter: which
     * characters are white space depends on the version that the document says it has, and on its parser.
     */
    static boolean hasDocumentType(String xml) {
        int at = xml.indexOf('<');
        while (at >= 0) {
            if (xml.startsWith("<?", at)) {
                at = after(xml, "?>", at + 2);
            } else if (xml.startsWith("<!--", at)) {
                at = after(xml, "-->", at + 4);
            } else if (xml.startsWith("<![CDATA[", at)) {
                at = after(xml, "]]>", at + 9);
            } else if (xml.startsWith("<!", at)) {
                return true;
            } else if (beginsName(xml, at + 1)) {
                return false;
            } else {
                at++;
            }
            at = at < 0 ? -1 : xml.indexOf('<', at);
        }
        return false;
    }

    /** Of the characters that names begin with, those that root elements have; others only make the search longer. */
    private static boolean beginsName(String xml, int at) {
        char c = at < xml.length() ? xml.charAt(at) : ' ';
        return c == '_' || c == ':' || Character.isLetter(c);
    }

    private static int after(String xml, String end, int from) {
        int at = xml.indexOf(end, from);
        return at < 0 ? -1 : at + end.length();
    }
}
