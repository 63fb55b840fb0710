using System.Globalization;
using System.Xml;
using PresignKit.LocalS3.Checksums;
using PresignKit.LocalS3.Http;
using PresignKit.LocalS3.Storage;

namespace PresignKit.LocalS3.Objects;

/// <summary>Specifies whether a listing contains the owner of each object.</summary>
internal enum OwnerElement
{
    Omitted,
    Written,
}

/// <summary>The parameters and elements that both versions of the listing API share.</summary>
internal sealed class ListParameters
{
    private const int MaxPage = 1000;

    private readonly KeyEncoding _encoding;

    public ListParameters(QueryParameters query)
    {
        Prefix = query.Find("prefix") ?? "";
        Delimiter = query.Find("delimiter");
        MaxKeys = Number(query, "max-keys", MaxPage);
        _encoding = KeyEncoding.Read(query);
    }

    public string Prefix { get; }

    public string? Delimiter { get; }

    public int MaxKeys { get; }

    public static int Number(QueryParameters query, string name, int maximum)
    {
        if (query.Find(name) is not { Length: > 0 } text)
        {
            return maximum;
        }

        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value)
            ? Math.Min(value, maximum)
            : throw new S3Exception(S3Errors.InvalidArgument($"Argument {name} must be an integer between 0 and 2147483647", name, text));
    }

    public ListPage Page(Bucket bucket, string? after) =>
        MaxKeys == 0 ? new ListPage([], [], false, null) : bucket.List(new ListQuery(Prefix, Delimiter, after, MaxKeys));

    /// <summary>A key, encoded if the client requested it, because XML 1.0 cannot represent every key.</summary>
    public string Text(string key) => _encoding.Text(key);

    public void WriteHead(XmlWriter xml, string bucket)
    {
        xml.WriteElementString("Name", bucket);
        xml.WriteElementString("Prefix", Text(Prefix));
        if (!string.IsNullOrEmpty(Delimiter))
        {
            xml.WriteElementString("Delimiter", Text(Delimiter));
        }

        xml.WriteElementString("MaxKeys", MaxKeys.ToString(CultureInfo.InvariantCulture));
        _encoding.Write(xml);
    }

    public void WriteContents(XmlWriter xml, ListPage page, OwnerElement owner)
    {
        foreach (var value in page.Objects)
        {
            WriteObject(xml, value, owner);
        }

        foreach (var prefix in page.CommonPrefixes)
        {
            xml.WriteStartElement("CommonPrefixes");
            xml.WriteElementString("Prefix", Text(prefix));
            xml.WriteEndElement();
        }
    }

    private void WriteObject(XmlWriter xml, StoredObject value, OwnerElement owner)
    {
        xml.WriteStartElement("Contents");
        xml.WriteElementString("Key", Text(value.Key));
        xml.WriteElementString("LastModified", Dates.Xml(value.LastModified));
        xml.WriteElementString("ETag", EntityTag.Quote(value.ETag));
        if (value.Checksum is { } checksum)
        {
            xml.WriteElementString("ChecksumAlgorithm", checksum.Algorithm.Name());
            xml.WriteElementString("ChecksumType", checksum.Type.Name());
        }

        xml.WriteElementString("Size", value.Size.ToString(CultureInfo.InvariantCulture));
        xml.WriteElementString("StorageClass", "STANDARD");
        if (owner == OwnerElement.Written)
        {
            StoreOwner.Write(xml);
        }

        xml.WriteEndElement();
    }
}
