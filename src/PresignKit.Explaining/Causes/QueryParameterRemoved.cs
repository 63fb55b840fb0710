using PresignKit.Explaining.Changes;
using PresignKit.Explaining.Refusals;
using PresignKit.Explaining.Requests;

namespace PresignKit.Explaining.Causes;

/// <summary>A parameter that was signed and is gone.</summary>
internal sealed class QueryParameterRemoved : ICause
{
    // What SDKs put into URLs by themselves, and what gets lost with it.
    private static readonly (string Name, string Value)[] Usual =
    [
        ("x-id", "GetObject"), ("x-id", "PutObject"), ("x-id", "UploadPart"), ("uploads", ""), ("response-content-disposition", "attachment"), ("response-content-disposition", "inline"),
        ("partNumber", "1"), ("list-type", "2"), ("x-amz-acl", "private"), ("x-amz-acl", "public-read"), ("X-Amz-Content-Sha256", "UNSIGNED-PAYLOAD"), ("x-amz-content-sha256", "UNSIGNED-PAYLOAD"),
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
        $"The parameter {name} was removed from the query {where}. All of the query is signed.",
        "Send the URL as issued. A proxy or cache in between has to pass the whole query on.");
}
