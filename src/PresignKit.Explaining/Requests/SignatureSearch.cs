using PresignKit.SigV4;

namespace PresignKit.Explaining.Requests;

/// <summary>
/// Recomputes signatures with the steps that sign, and compares them with the one in the URL. What fits is what was signed: another
/// request with the same signature is not to be found.
/// </summary>
internal sealed class SignatureSearch(SigV4Credentials credentials, string signature)
{
    // About a second. A request of which little is known has more alternatives than anybody waits for; the likely ones are tried first.
    private const int MostAttempts = 60_000;

    private readonly SigV4Recomputation _recomputation = new(credentials);
    private int _attempts;

    /// <summary>The request that the signature was made over; null until it is found.</summary>
    public SignableRequest? Found { get; private set; }

    /// <summary>Whether the signature was made over this.</summary>
    public bool Fits(SignableRequest request)
    {
        if (++_attempts > MostAttempts || TryCompute(request) != signature)
        {
            return false;
        }

        Found = request;
        return true;
    }

    /// <summary>The signature of this, in lower-case hex; null if it cannot be signed. It is valid, and must not be shown.</summary>
    public string? TryCompute(SignableRequest request) => CanonicalOf(request) is { } canonical
        ? _recomputation.SignatureOf(canonical, request.DateText, request.Day, request.Region, request.Service)
        : null;

    /// <summary>The canonical request of this.</summary>
    public static CanonicalText? Canonical(SignableRequest request) => CanonicalOf(request) is { } text ? CanonicalText.TryParse(text) : null;

    public override string ToString() => credentials.ToString();

    private static string? CanonicalOf(SignableRequest request) => SigV4Recomputation.CanonicalRequestOf(
        request.Method, request.Path, request.Query.AsSpan(), request.Headers.AsSpan(), request.PayloadHash);
}
