using PresignKit.Explaining.Changes;
using PresignKit.Explaining.Refusals;
using PresignKit.Explaining.Requests;

namespace PresignKit.Explaining.Causes;

/// <summary>A signed parameter is missing.</summary>
internal sealed class QueryParameterRemoved : ICause
{
    // Parameters that SDKs add on their own, and others that are commonly lost.
    private static readonly (string Name, string Value)[] Usual =
    [
        ("x-id", "GetObject"), ("x-id", "PutObject"), ("x-id", "UploadPart"), ("uploads", ""), ("response-content-disposition", "attachment"),
        ("response-content-disposition", "inline"), ("partNumber", "1"), ("list-type", "2"), ("x-amz-acl", "private"), ("x-amz-acl", "public-read"),
        ("X-Amz-Content-Sha256", "UNSIGNED-PAYLOAD"), ("x-amz-content-sha256", "UNSIGNED-PAYLOAD"),
    ];

    public IEnumerable<RefusalFinding> Find(RefusedRequest request)
    {
        foreach (var change in QueryChange.Known(request).Where(_ => !UrlEscaped.IsEscaped(request) && request.Presign.Signature is not null))
        {
            foreach (var name in change.Removed)
            {
                yield return Found(name, change.Where);
            }
        }

        if (request.Issued is null && request.Presign is { Signature: not null, Missing.Count: > 0 } && !UrlEscaped.IsEscaped(request))
        {
            yield return Found(string.Join(", ", request.Presign.Missing), "since the URL was signed");
        }

        if (request.CanSearch && request.Sent is { } sent && Usual.FirstOrDefault(
            p => sent.Query.All(q => q.Name != p.Name) && request.Fits(sent.WithParameter(p.Name, p.Value))) is { Name: not null } found)
        {
            yield return Found(found.Name, "since the URL was signed");
        }
    }

    private static RefusalFinding Found(string name, string where) => Finding.Proven(
        RefusalCodes.QueryParameterRemoved,
        $"The parameter {name} was removed from the query {where}. The signature covers the whole query.",
        "Send the URL as issued. Proxies and caches must pass on the whole query.");
}
