using PresignKit.Explaining.Text;
using PresignKit.Explaining.Requests;

namespace PresignKit.Explaining.Causes;

/// <summary>The connection ended before the body did.</summary>
internal sealed class IncompleteBody : ICause
{
    public IEnumerable<RefusalFinding> Find(RefusedRequest request) => request.Error.Code is not ("IncompleteBody" or "RequestTimeout") ? [] :
    [
        Finding.Proven(
            RefusalCodes.BodyIncomplete,
            "Fewer bytes arrived than Content-Length announced: the connection broke, or the client set a length that is not the body's.",
            "Let the client compute Content-Length. Try again; over slow lines upload in parts."),
    ];
}
