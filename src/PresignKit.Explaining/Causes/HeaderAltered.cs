using PresignKit.Explaining.Changes;
using PresignKit.Explaining.Requests;

namespace PresignKit.Explaining.Causes;

/// <summary>A signed header was sent with a value other than the signed one.</summary>
internal sealed class HeaderAltered : ICause
{
    public IEnumerable<RefusalFinding> Find(RefusedRequest request) =>
        request.Presign.SignedHeaders.Where(name => name is not ("host" or "content-type" or "content-length")).SelectMany(name => HeaderChange.Find(
            request,
            name,
            RefusalCodes.HeaderAltered,
            $"Send {name} exactly as it was issued with the URL. A proxy must pass it on unchanged."));
}
