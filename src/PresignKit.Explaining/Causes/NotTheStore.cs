using PresignKit.Explaining.Refusals;
using PresignKit.Explaining.Requests;

namespace PresignKit.Explaining.Causes;

/// <summary>A web page or plain text where S3 answers XML: a proxy, a firewall or a console stands there.</summary>
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
                "Raise the proxy's limit (nginx: client_max_body_size), and let it not buffer the body.")
            : Finding.Likely(RefusalCodes.NotTheStore, $"The answer{(request.Status is { } status ? $" ({status})" : "")} is not S3's: its body is no error document. A proxy, a firewall, a console or a web page answered.", "Look where the host of the URL leads, and to which port: to the store's S3 port, not to its console.")];
    }
}
