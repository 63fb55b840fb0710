using PresignKit.Explaining.Refusals;
using PresignKit.Explaining.Requests;
using PresignKit.Explaining.Text;

namespace PresignKit.Explaining.Causes;

/// <summary>A lifetime of less than one second or more than seven days.</summary>
/// <remarks>Amazon S3 API Reference, "Authenticating Requests: Using Query Parameters", X-Amz-Expires.</remarks>
internal sealed class ExpiryOutOfRange : ICause
{
    public IEnumerable<RefusalFinding> Find(RefusedRequest request)
    {
        if (request.Presign.ExpiresText is not { } text || request.Presign.Seconds is >= 1 and <= 604_800)
        {
            return [];
        }

        return
        [
            Finding.Visible(
                request.Error.Code,
                ["AuthorizationQueryParametersError", "AccessDenied", "InvalidArgument", "InvalidRequest"],
                RefusalCodes.ExpiryOutOfRange,
                $"X-Amz-Expires is {DisplayText.Value(text)}: it must be from 1 to 604800 seconds (seven days).",
                "Sign for at most seven days, and issue a new URL when it is needed."),
        ];
    }
}
