using PresignKit.Explaining.Refusals;
using PresignKit.Explaining.Requests;

namespace PresignKit.Explaining.Causes;

/// <summary>http in place of https: no signature covers it, as long as the port in the host stays.</summary>
internal sealed class SchemeChanged : ICause
{
    public IEnumerable<RefusalFinding> Find(RefusedRequest request) => request.Issued is not { } issued || issued.Scheme == request.Url.Scheme ? [] :
    [
        Finding.Harmless(
            RefusalCodes.SchemeChanged,
            $"The URL was issued with {issued.Scheme} and sent with {request.Url.Scheme}. The scheme is not signed, so this is not the cause.",
            "Nothing, as far as the signature goes. Over http anybody on the way can read the URL and use it."),
    ];
}
