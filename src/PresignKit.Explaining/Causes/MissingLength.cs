using PresignKit.Explaining.Text;
using PresignKit.Explaining.Requests;

namespace PresignKit.Explaining.Causes;

/// <summary>The body came in chunks, without a length in front.</summary>
internal sealed class MissingLength : ICause
{
    public IEnumerable<RefusalFinding> Find(RefusedRequest request) => request.Error.Code != "MissingContentLength" && request.Status != 411 ? [] :
    [
        Finding.Proven(
            RefusalCodes.LengthRequired,
            "The body was sent without Content-Length (Transfer-Encoding: chunked), and S3 wants to know the length first.",
            "Send a body whose length the client knows: a File or Blob, bytes, or a stream with its length set. A proxy has to buffer, or pass the length on."),
    ];
}
