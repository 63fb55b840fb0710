using PresignKit.Explaining.Refusals;
using PresignKit.Explaining.Requests;

namespace PresignKit.Explaining.Causes;

/// <summary>The answer is a web page or plain text instead of S3's XML: it came from a proxy, a firewall, or a console.</summary>
internal sealed class NotTheStore : ICause
{
    public IEnumerable<RefusalFinding> Find(RefusedRequest request)
    {
        if (!request.Error.HasBody || request.Error.IsS3 || request.Status is < 400)
        {
            return [];
        }

        return [request.Status == 413
            ? Finding.Proven(
                RefusalCodes.NotTheStore,
                "A proxy in front of the store refused the body as too large (413); S3 would have answered in XML.",
                "Raise the proxy's limit (nginx: client_max_body_size), and turn off request buffering.")
            : Finding.Likely(
                RefusalCodes.NotTheStore,
                $"The answer{(request.Status is { } status ? $" ({status})" : "")} did not come from an S3 store: its body is {(request.Error.IsTooLong ? "too long for" : "not")} "
                    + $"an S3 error document{(request.Error.IsTooLong ? $" (more than {Limits.MostCharacters} characters), and was not read" : "")}. "
                    + "A proxy, a firewall, a console, or a website answered.",
                "Check where the URL's host and port lead: to the store's S3 port, not to its console.")];
    }
}
