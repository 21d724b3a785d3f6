package io.howdah.jdbc.xml;

import io.howdah.error.SqlErrors;
import io.howdah.error.XmlErrors;
import java.io.IOException;
import java.io.StringReader;
import java.sql.SQLException;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.parsers.SAXParserFactory;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.transform.Source;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.sax.SAXSource;
import javax.xml.transform.stax.StAXSource;
import javax.xml.transform.stream.StreamSource;
import org.xml.sax.ErrorHandler;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;
import org.xml.sax.XMLReader;

/**
 * XML as sources of JAXP. The JDK's own parsers are taken, whatever others are on the class path, since theirs are the
 * switches that are known to work; beside them no text with a document type declaration gets as far as a parser, which
 * holds for a StreamSource too, whose parser is the caller's.
 */
final class XmlSources {
    private static final String NO_DOCTYPE = "http://apache.org/xml/features/disallow-doctype-decl";
    private static final String GENERAL_ENTITIES = "http://xml.org/sax/features/external-general-entities";
    private static final String PARAMETER_ENTITIES = "http://xml.org/sax/features/external-parameter-entities";

    private XmlSources() {}

    static <T extends Source> T of(String xml, Class<T> wanted) throws SQLException {
        if (XmlProlog.hasDocumentType(xml)) {
            throw XmlErrors.dtdRefused();
        }
        Class<?> kind = wanted == null ? DOMSource.class : wanted;
        Source source;
        if (kind == DOMSource.class) {
            source = dom(xml);
        } else if (kind == SAXSource.class) {
            source = sax(xml);
        } else if (kind == StAXSource.class) {
            source = stax(xml);
        } else if (kind == StreamSource.class || kind == Source.class) {
            source = new StreamSource(new StringReader(xml));
        } else {
            throw SqlErrors.badArgument(
                    "A Source of XML is a DOMSource, SAXSource, StAXSource or StreamSource, and no " + kind.getName());
        }
        @SuppressWarnings("unchecked")
        T result = (T) source;
        return result;
    }

    private static DOMSource dom(String xml) throws SQLException {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultNSInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature(NO_DOCTYPE, true);
            factory.setFeature(GENERAL_ENTITIES, false);
            factory.setFeature(PARAMETER_ENTITIES, false);
            factory.setAttribute(XMLConstants.ACCESS_EXTERNAL_DTD, "");
            factory.setAttribute(XMLConstants.ACCESS_EXTERNAL_SCHEMA, "");
            factory.setXIncludeAware(false);
            factory.setExpandEntityReferences(false);
            DocumentBuilder builder = factory.newDocumentBuilder();
            builder.setErrorHandler(Silent.INSTANCE);
            return new DOMSource(builder.parse(new InputSource(new StringReader(xml))));
        } catch (SAXException | IOException e) {
            throw XmlErrors.malformed(e);
        } catch (ParserConfigurationException e) {
            throw XmlErrors.unusable("The JDK's DOM parser", e);
        }
    }

    private static SAXSource sax(String xml) throws SQLException {
        try {
            SAXParserFactory factory = SAXParserFactory.newDefaultNSInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature(NO_DOCTYPE, true);
            factory.setFeature(GENERAL_ENTITIES, false);
            factory.setFeature(PARAMETER_ENTITIES, false);
            factory.setXIncludeAware(false);
            XMLReader reader = factory.newSAXParser().getXMLReader();
            reader.setProperty(XMLConstants.ACCESS_EXTERNAL_DTD, "");
            reader.setProperty(XMLConstants.ACCESS_EXTERNAL_SCHEMA, "");
            return new SAXSource(reader, new InputSource(new StringReader(xml)));
        } catch (SAXException | ParserConfigurationException e) {
            throw XmlErrors.unusable("The JDK's SAX parser", e);
        }
    }

    private static StAXSource stax(String xml) throws SQLException {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
        factory.setProperty(XMLConstants.ACCESS_EXTERNAL_DTD, "");
        try {
            return new StAXSource(factory.createXMLStreamReader(new StringReader(xml)));
        } catch (XMLStreamException e) {
            throw XmlErrors.malformed(e);
        }
    }

    /** Without it the JDK prints errors to the standard error stream, beside throwing them. */
    private static final class Silent implements ErrorHandler {
        static final Silent INSTANCE = new Silent();

        @Override
        public void warning(SAXParseException warning) {
            // The document is readable all the same.
        }

        @Override
        public void error(SAXParseException error) throws SAXException {
            throw error;
        }

        @Override
        public void fatalError(SAXParseException error) throws SAXException {
            throw error;
        }
    }
}
