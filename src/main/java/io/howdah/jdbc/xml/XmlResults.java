package io.howdah.jdbc.xml;

import io.howdah.error.SqlErrors;
import io.howdah.error.XmlErrors;
import io.howdah.jdbc.xml.SqlXmlImpl.Written;
import java.io.StringWriter;
import java.sql.SQLException;
import javax.xml.XMLConstants;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import javax.xml.transform.OutputKeys;
import javax.xml.transform.Result;
import javax.xml.transform.TransformerConfigurationException;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMResult;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.sax.SAXResult;
import javax.xml.transform.sax.SAXTransformerFactory;
import javax.xml.transform.sax.TransformerHandler;
import javax.xml.transform.stax.StAXResult;
import javax.xml.transform.stream.StreamResult;

/**
 * A result of JAXP for the caller to fill, and the text that it comes to. Nothing is parsed here.
 *
 * @param <T> the class of the result
 */
record XmlResults<T extends Result>(T result, Written written) {
    /** @param wanted null for a DOMResult */
    static <T extends Result> XmlResults<T> of(Class<T> wanted) throws SQLException {
        Class<?> kind = wanted == null ? DOMResult.class : wanted;
        XmlResults<? extends Result> made;
        if (kind == DOMResult.class) {
            made = dom();
        } else if (kind == SAXResult.class) {
            made = sax();
        } else if (kind == StAXResult.class) {
            made = stax();
        } else if (kind == StreamResult.class || kind == Result.class) {
            made = stream();
        } else {
            throw SqlErrors.badArgument(
                    "A Result for XML is a DOMResult, SAXResult, StAXResult or StreamResult, and no " + kind.getName());
        }
        @SuppressWarnings("unchecked")
        XmlResults<T> result = (XmlResults<T>) made;
        return result;
    }

    private static XmlResults<DOMResult> dom() {
        DOMResult result = new DOMResult();
        return new XmlResults<>(result, () -> {
            if (result.getNode() == null) {
                throw XmlErrors.notWritten();
            }
            try {
                StringWriter text = new StringWriter();
                var transformer = transformers().newTransformer();
                transformer.setOutputProperty(OutputKeys.OMIT_XML_DECLARATION, "yes");
                transformer.transform(new DOMSource(result.getNode()), new StreamResult(text));
                return text.toString();
            } catch (TransformerException e) {
                throw XmlErrors.malformed(e);
            }
        });
    }

    private static XmlResults<SAXResult> sax() throws SQLException {
        try {
            StringWriter text = new StringWriter();
            TransformerHandler handler = transformers().newTransformerHandler();
            handler.getTransformer().setOutputProperty(OutputKeys.OMIT_XML_DECLARATION, "yes");
            handler.setResult(new StreamResult(text));
            return new XmlResults<>(new SAXResult(handler), text::toString);
        } catch (TransformerConfigurationException e) {
            throw XmlErrors.unusable("The JDK's SAX writer", e);
        }
    }

    private static XmlResults<StAXResult> stax() throws SQLException {
        try {
            StringWriter text = new StringWriter();
            XMLStreamWriter writer = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
            return new XmlResults<>(new StAXResult(writer), () -> {
                try {
                    writer.flush();
                } catch (XMLStreamException e) {
                    throw XmlErrors.malformed(e);
                }
                return text.toString();
            });
        } catch (XMLStreamException e) {
            throw XmlErrors.unusable("The JDK's StAX writer", e);
        }
    }

    private static XmlResults<StreamResult> stream() {
        StringWriter text = new StringWriter();
        return new XmlResults<>(new StreamResult(text), text::toString);
    }

    private static SAXTransformerFactory transformers() throws SQLException {
        try {
            var factory = (SAXTransformerFactory) TransformerFactory.newDefaultInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setAttribute(XMLConstants.ACCESS_EXTERNAL_DTD, "");
            factory.setAttribute(XMLConstants.ACCESS_EXTERNAL_STYLESHEET, "");
            return factory;
        } catch (TransformerConfigurationException e) {
            throw XmlErrors.unusable("The JDK's XML writer", e);
        }
    }
}
