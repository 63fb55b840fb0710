using System.Text;
using PresignKit.SigV4;
using PresignKit.SigV4.Canonical;
using PresignKit.SigV4.Signing;
using PresignKit.SigV4.Verification;

namespace PresignKit.S3.Explaining.Reading;

/// <summary>
/// Recomputes signatures with the steps that sign, and compares them with the one in the URL. What fits is what was signed: another
/// request with the same signature is not to be found.
/// </summary>
internal sealed class SignatureSearch(SigV4Credentials credentials, string signature)
{
    // About a second. A request of which little is known has more alternatives than anybody waits for; the likely ones are tried first.
    private const int MostAttempts = 60_000;

    private readonly Dictionary<(string, string, string), SigningKey> _keys = [];
    private int _attempts;

    /// <summary>The request that the signature was made over; null until it is found.</summary>
    public SignableRequest? Found { get; private set; }

    /// <summary>Whether the signature was made over this.</summary>
    public bool Fits(SignableRequest request)
    {
        if (++_attempts > MostAttempts || !IsSignable(request) || !ConstantTime.AreEqual(signature, Compute(request)))
        {
            return false;
        }

        Found = request;
        return true;
    }

    /// <summary>The signature of this, in lower-case hex; null where it cannot be signed. It is valid, and not to be shown.</summary>
    public byte[]? TryCompute(SignableRequest request) => IsSignable(request) ? Compute(request) : null;

    private byte[] Compute(SignableRequest request)
    {
        var key = KeyOf(request);
        var buffer = Utf8Buffer.Rent();
        try
        {
            Append(buffer, request);
            var head = Encoding.ASCII.GetBytes(StringToSign.Head(request.DateText, CredentialScope.ToText(request.Day, request.Region, request.Service)));
            Span<byte> stringToSign = stackalloc byte[StringToSign.MaxLength];
            stringToSign = stringToSign[..StringToSign.Write(head, buffer.Written, stringToSign)];
            var hex = new byte[Signature.HexSize];
            Signature.Write(key, stringToSign, hex);
            return hex;
        }
        finally
        {
            Utf8Buffer.Return(buffer);
        }
    }

    /// <summary>The canonical request of this.</summary>
    public static CanonicalText? Canonical(SignableRequest request)
    {
        if (!IsSignable(request))
        {
            return null;
        }

        var buffer = Utf8Buffer.Rent();
        Append(buffer, request);
        var text = buffer.ToString();
        Utf8Buffer.Return(buffer);
        return CanonicalText.TryParse(text);
    }

    public override string ToString() => credentials.ToString();

    // The signing core writes only what it has checked; what comes from a broken URL has to be checked here.
    private static bool IsSignable(SignableRequest request) =>
        HeaderText.IsName(request.Method)
        && request.Headers.All(header => HeaderText.IsName(header.Name) && HeaderText.IsValue(header.Value))
        && Ascii.IsValid(request.PayloadHash)
        && request.DateText.Length == AmzDate.Length && request.Day.Length == AmzDate.DayLength && Ascii.IsValid(request.Day)
        && request.Region.Length is > 0 and <= CredentialScope.MaxNameLength && Ascii.IsValid(request.Region)
        && request.Service.Length is > 0 and <= CredentialScope.MaxNameLength && Ascii.IsValid(request.Service);

    private static void Append(Utf8Buffer buffer, SignableRequest request)
    {
        var names = request.Headers.Select(header => header.Name).Order(StringComparer.Ordinal).Distinct().ToArray();
        CanonicalRequest.Append(buffer, request.Method, request.Path, request.Query.AsSpan(), names, request.Headers.AsSpan(), request.PayloadHash);
    }

    private SigningKey KeyOf(SignableRequest request)
    {
        var scope = (request.Day, request.Region, request.Service);
        if (!_keys.TryGetValue(scope, out var key))
        {
            _keys[scope] = key = SigningKey.Derive(credentials, request.Day, request.Region, request.Service);
        }

        return key;
    }
}
