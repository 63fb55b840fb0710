using System.Xml;
using PresignKit.LocalS3.Http;

namespace PresignKit.LocalS3.Objects;

/// <summary>The parameter <c>encoding-type</c> of listings: XML 1.0 cannot represent every key, so clients may ask for percent-encoded ones.</summary>
internal readonly record struct KeyEncoding(bool IsUrl)
{
    public static KeyEncoding Read(QueryParameters query) => query.Find("encoding-type") switch
    {
        null or "" => default,
        "url" => new KeyEncoding(IsUrl: true),
        var other => throw new S3Exception(S3Errors.InvalidArgument("Invalid Encoding Method specified in Request", "encoding-type", other)),
    };

    /// <summary>A key, a prefix, or a marker as the response contains it.</summary>
    public string Text(string key) => IsUrl ? UrlText.Path(key) : key;

    public void Write(XmlWriter xml)
    {
        if (IsUrl)
        {
            xml.WriteElementString("EncodingType", "url");
        }
    }
}
