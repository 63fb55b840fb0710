using System.Net;
using System.Text;
using System.Xml.Linq;
using PresignKit.SigV4;

namespace PresignKit.LocalS3.Tests.Multipart;

/// <summary>A part as a completion lists it, with any further element, such as <c>ChecksumCRC32</c>.</summary>
internal sealed record ListedPart(int Number, string ETag, string? Element = null, string? Value = null);

/// <summary>Multipart uploads as bytes on the wire, for what the SDK would not send.</summary>
internal static class MultipartCalls
{
    public static async Task<string> CreateUploadAsync(this StoreFixture store, string key, params NameValue[] headers)
    {
        var response = await store.Sign.SendAsync("POST", key, [], headers, query: [new NameValue("uploads", "")]);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return Element(await response.TextAsync(), "UploadId")!;
    }

    public static Task<HttpResponseMessage> SendPartAsync(
        this StoreFixture store, string key, string id, int number, byte[] bytes, params NameValue[] headers) =>
        store.Sign.SendAsync("PUT", key, bytes, headers, query: [new("partNumber", $"{number}"), new("uploadId", id)]);

    public static async Task<string> PutPartAsync(this StoreFixture store, string key, string id, int number, byte[] bytes)
    {
        var response = await store.SendPartAsync(key, id, number, bytes);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return response.Headers.ETag!.Tag;
    }

    public static Task<HttpResponseMessage> CompleteAsync(
        this StoreFixture store, string key, string id, IEnumerable<ListedPart> parts, params NameValue[] headers) =>
        store.Sign.SendAsync("POST", key, Document(parts), headers, query: [new("uploadId", id)]);

    /// <summary>The text of the first element with that name, or null.</summary>
    public static string? Element(string document, string name) =>
        XElement.Parse(document).DescendantsAndSelf().FirstOrDefault(element => element.Name.LocalName == name)?.Value;

    private static byte[] Document(IEnumerable<ListedPart> parts)
    {
        var document = new XElement("CompleteMultipartUpload", parts.Select(part => new XElement(
            "Part",
            new XElement("PartNumber", part.Number),
            new XElement("ETag", part.ETag),
            part.Element is null ? null : new XElement(part.Element, part.Value))));
        return Encoding.UTF8.GetBytes(document.ToString(SaveOptions.DisableFormatting));
    }
}
