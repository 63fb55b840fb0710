using PresignKit.Explaining.Changes;
using PresignKit.Explaining.Requests;

namespace PresignKit.Explaining.Causes;

/// <summary>A body of another length than the one that was signed.</summary>
internal sealed class ContentLengthDiffers : ICause
{
    public IEnumerable<RefusalFinding> Find(RefusedRequest request) => HeaderChange.Find(
        request,
        "content-length",
        RefusalCodes.ContentLengthDiffers,
        "Send exactly the bytes whose size was named when the URL was issued: no multipart form around them, no Base64, no compression, no file that changed in between. For another size, ask for another URL.");
}
