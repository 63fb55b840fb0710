using PresignKit.Explaining.Text;
using PresignKit.Explaining.Requests;

namespace PresignKit.Explaining.Causes;

/// <summary>The credentials ended before the URL did: a URL never outlives the token it was signed with.</summary>
internal sealed class ExpiredToken : ICause
{
    public IEnumerable<RefusalFinding> Find(RefusedRequest request) => request.Error.Code is not ("ExpiredToken" or "TokenRefreshRequired") ? [] :
    [
        Finding.Proven(
            RefusalCodes.TokenExpired,
            "The session token has expired: the URL ended with the temporary credentials that signed it, whatever its own expiry says.",
            "Refresh credentials before they are shorter than what is issued. PresignKit does, and says so in ExpiresAt and LimitedBy; issue a new URL."),
    ];
}
