using PresignKit.Explaining.Text;
using PresignKit.Explaining.Requests;

namespace PresignKit.Explaining.Causes;

/// <summary>The store does not know what was asked for.</summary>
internal sealed class NotOffered : ICause
{
    public IEnumerable<RefusalFinding> Find(
        RefusedRequest request) => request.Error.Code is not ("NotImplemented" or "MethodNotAllowed") && request.Status is not (405 or 501) ? [] :
    [
        Finding.Proven(
            RefusalCodes.NotImplemented,
            $"The store does not offer this{(request.Error.Field("Header") is { } header ? $": {header}" : $": {request.Method} on {DisplayText.Value(request.Url.Path)}")}.",
            "Look at the store's profile (docs/stores.md): R2 and B2 have no form uploads, for one. Probe the store, and choose a policy that it can keep."),
    ];
}
