using System.Xml;
using PresignKit.LocalS3.Checksums;
using PresignKit.LocalS3.Http;

namespace PresignKit.LocalS3.Objects;

/// <summary>The response elements of both kinds of copy.</summary>
internal static class CopyResult
{
    public static void Write(XmlWriter xml, string eTag, DateTimeOffset lastModified)
    {
        xml.WriteElementString("LastModified", Dates.Xml(lastModified));
        xml.WriteElementString("ETag", EntityTag.Quote(eTag));
    }

    /// <summary>The checksum of an object, which has a type.</summary>
    public static void WriteTypedChecksum(XmlWriter xml, StoredChecksum? checksum)
    {
        WriteChecksum(xml, checksum);
        if (checksum is not null)
        {
            xml.WriteElementString("ChecksumType", checksum.Type.Name());
        }
    }

    public static void WriteChecksum(XmlWriter xml, StoredChecksum? checksum)
    {
        if (checksum is not null)
        {
            xml.WriteElementString("Checksum" + checksum.Algorithm.Name(), checksum.Value);
        }
    }
}
