using PresignKit.SigV4;

namespace PresignKit.Explaining.Requests;

/// <summary>
/// Recomputes the signatures of possible requests and compares them with the one in the URL. A match proves what was signed, since two requests do not
/// have the same signature.
/// </summary>
internal sealed class SignatureSearch(SigV4Credentials credentials, string signature)
{
    // Attempts times bytes, so that the work is bounded whatever the size of the request. If little is known, there are more variants than can be tried,
    // so the likely ones come first.
    private const long Budget = 90_000_000;

    // What an attempt, and each of its parameters, takes in addition to the bytes of the request.
    private const int BytesPerAttempt = 1000;
    private const int BytesPerParameter = 200;

    private readonly SigV4Recomputation _recomputation = new(credentials);
    private long _spent;

    /// <summary>The request that was signed; null until it is found.</summary>
    public SignableRequest? Found { get; private set; }

    /// <summary>Whether the budget is used up.</summary>
    public bool IsOver => _spent >= Budget;

    /// <summary>Whether this is the request that was signed.</summary>
    public bool Fits(SignableRequest request)
    {
        if (IsOver)
        {
            return false;
        }

        _spent += BytesPerAttempt + Size(request);
        if (TryCompute(request) != signature)
        {
            return false;
        }

        Found = request;
        return true;
    }

    /// <summary>The signature of a request in lower-case hex; null if it cannot be signed. The signature is valid: do not show it.</summary>
    public string? TryCompute(SignableRequest request) => CanonicalOf(request) is { } canonical
        ? _recomputation.SignatureOf(canonical, request.DateText, request.Day, request.Region, request.Service)
        : null;

    /// <summary>The canonical request of a request, parsed; null if it cannot be signed.</summary>
    public static CanonicalText? Canonical(SignableRequest request) => CanonicalOf(request) is { } text ? CanonicalText.TryParse(text) : null;

    public override string ToString() => credentials.ToString();

    private static long Size(SignableRequest request) =>
        request.Path.Length
        + request.Query.Sum(parameter => (long)parameter.Name.Length + parameter.Value.Length + BytesPerParameter)
        + request.Headers.Sum(header => (long)header.Name.Length + header.Value.Length);

    private static string? CanonicalOf(SignableRequest request) => SigV4Recomputation.CanonicalRequestOf(
        request.Method, request.Path, request.Query.AsSpan(), request.Headers.AsSpan(), request.PayloadHash);
}
