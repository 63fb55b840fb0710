using PresignKit.Explaining.Changes;
using PresignKit.Explaining.Requests;

namespace PresignKit.Explaining.Causes;

/// <summary>The body does not have the signed length.</summary>
internal sealed class ContentLengthDiffers : ICause
{
    public IEnumerable<RefusalFinding> Find(RefusedRequest request) => HeaderChange.Find(
        request,
        "content-length",
        RefusalCodes.ContentLengthDiffers,
        "Send exactly the bytes whose size was declared when the URL was issued: without a multipart form around them, Base64, or compression, "
        + "and from a file that has not changed since. For another size, request another URL.");
}
