package io.howdah.jdbc.xml;

import io.howdah.error.SqlErrors;
import io.howdah.error.XmlErrors;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.Reader;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.Writer;
import java.sql.SQLException;
import java.sql.SQLXML;
import javax.xml.transform.Result;
import javax.xml.transform.Source;

/**
 * A value of type xml in memory. One from the database can be read any number of times, and not written; one from
 * {@code createSQLXML} can be written once, and read then. Not thread-safe.
 *
 * <p>A written value counts from when it is first read or set as a parameter: what is written to its stream or result
 * later is lost.
 */
public final class SqlXmlImpl implements SQLXML {
    private String text;
    private Written written;
    private boolean free;

    /** What was written, when it is complete. */
    @FunctionalInterface
    interface Written {
        String text() throws SQLException;
    }

    /** One to be written. */
    public SqlXmlImpl() {}

    /** One to be read. */
    public SqlXmlImpl(String text) {
        this.text = text;
    }

    // ---- reading

    @Override
    public String getString() throws SQLException {
        requireUsable();
        if (text == null) {
            if (written == null) {
                throw XmlErrors.notWritten();
            }
            text = written.text();
            written = null;
        }
        return text;
    }

    @Override
    public Reader getCharacterStream() throws SQLException {
        return new StringReader(getString());
    }

    /** {@inheritDoc} In UTF-8, whatever the document declares: the name of another encoding is replaced in the bytes. */
    @Override
    public InputStream getBinaryStream() throws SQLException {
        return new ByteArrayInputStream(XmlEncoding.encode(getString()));
    }

    /**
     * {@inheritDoc} No source ever reads anything outside the value: a document type declaration is refused with 2200M.
     *
     * @param wanted DOMSource, SAXSource, StAXSource or StreamSource; null for a DOMSource
     */
    @Override
    public <T extends Source> T getSource(Class<T> wanted) throws SQLException {
        return XmlSources.of(getString(), wanted);
    }

    // ---- writing

    @Override
    public void setString(String value) throws SQLException {
        requireWritable();
        if (value == null) {
            throw SqlErrors.badArgument("The text of an SQLXML must not be null: use setNull for a parameter");
        }
        text = value;
    }

    @Override
    public Writer setCharacterStream() throws SQLException {
        requireWritable();
        StringWriter writer = new StringWriter();
        written = writer::toString;
        return writer;
    }

    /** {@inheritDoc} In the encoding that the document declares, or else UTF-8. */
    @Override
    public OutputStream setBinaryStream() throws SQLException {
        requireWritable();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        written = () -> XmlEncoding.decode(bytes.toByteArray());
        return bytes;
    }

    /** @param wanted DOMResult, SAXResult, StAXResult or StreamResult; null for a DOMResult */
    @Override
    public <T extends Result> T setResult(Class<T> wanted) throws SQLException {
        requireWritable();
        XmlResults<T> result = XmlResults.of(wanted);
        written = result.written();
        return result.result();
    }

    @Override
    public void free() {
        free = true;
        text = null;
        written = null;
    }

    private void requireWritable() throws SQLException {
        requireUsable();
        if (text != null || written != null) {
            throw XmlErrors.notWritable();
        }
    }

    private void requireUsable() throws SQLException {
        if (free) {
            throw SqlErrors.objectClosed("SQLXML");
        }
    }
}
