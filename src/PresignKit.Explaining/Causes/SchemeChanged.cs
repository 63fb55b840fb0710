using PresignKit.Explaining.Refusals;
using PresignKit.Explaining.Requests;

namespace PresignKit.Explaining.Causes;

/// <summary>http instead of https or the reverse. The signature does not cover the scheme, provided that the host's port stays the same.</summary>
internal sealed class SchemeChanged : ICause
{
    public IEnumerable<RefusalFinding> Find(RefusedRequest request) => request.Issued is not { } issued || issued.Scheme == request.Url.Scheme ? [] :
    [
        Finding.Harmless(
            RefusalCodes.SchemeChanged,
            $"The URL was issued with {issued.Scheme}, but sent with {request.Url.Scheme}. The scheme is not signed, so this is not the cause.",
            "The signature needs no change. Over http, however, anyone on the network path can read and use the URL."),
    ];
}
