using System.Security;
using PresignKit.S3.Http;
using PresignKit.SigV4;

namespace PresignKit.S3.Probing.Attempts;

/// <summary>A multipart upload of the probe, and the requests about it.</summary>
internal sealed class ProbeUpload
{
    private readonly ProbeContext _context;
    private readonly NameValue[] _id;

    private ProbeUpload(ProbeContext context, string key, string id) => (_context, Key, _id) = (context, key, [new("uploadId", id)]);

    public string Key { get; }

    /// <summary>Starts one. The upload is null if the store did not.</summary>
    public static async Task<(ProbeUpload? Upload, ProbeAnswer Answer)> StartAsync(
        ProbeContext context, string key, CancellationToken cancellationToken, params NameValue[] headers)
    {
        var answer = await context.SendAsync(
            context.Signer.Sign("POST", key, headers, query: [new("uploads", "")], body: ""), cancellationToken).ConfigureAwait(false);
        if (answer.Verdict != Verdict.Accepted || IdOf(answer) is not { } id)
        {
            return (null, answer);
        }

        context.Ledger.AddUpload(key, id);
        return (new(context, key, id), answer);
    }

    public static string? IdOf(ProbeAnswer answer) => S3Xml.Parse(answer.Body) is { } document ? S3Xml.Child(document, "UploadId") : null;

    /// <summary>
    /// A part. Its length is not signed, which is common for parts: a signed length alone was measured to prevent the copy (docs/stores.md).
    /// </summary>
    public ProbeRequest Part(string body, params NameValue[] headers) => PartOf(_context.Signer, body, headers);

    /// <summary>A part that another account signs.</summary>
    public ProbeRequest PartOf(ProbeSigner signer, string body, params NameValue[] headers) =>
        signer.Sign("PUT", Key, headers, query: [new("partNumber", "1"), .. _id], body: body);

    public ProbeRequest Abort() => _context.Signer.Sign("DELETE", Key, query: _id);

    public ProbeRequest ListParts() => _context.Signer.Sign("GET", Key, query: _id);

    public ProbeRequest Complete(string etag, params NameValue[] headers) => _context.Signer.Sign(
        "POST",
        Key,
        headers,
        query: _id,
        body: $"<CompleteMultipartUpload><Part><PartNumber>1</PartNumber><ETag>{SecurityElement.Escape(etag)}</ETag></Part></CompleteMultipartUpload>");
}
