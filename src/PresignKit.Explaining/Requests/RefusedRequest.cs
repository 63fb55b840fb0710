using System.Globalization;
using PresignKit.Explaining.Urls;
using PresignKit.SigV4;

namespace PresignKit.Explaining.Requests;

/// <summary>All that is known of a refused request, read once: what every cause looks at.</summary>
internal sealed class RefusedRequest
{
    private readonly S3Refusal _refusal;
    private readonly SignatureSearch? _search;

    public RefusedRequest(S3Refusal refusal, DateTimeOffset now)
    {
        _refusal = refusal;
        Method = refusal.Method.Trim().ToUpperInvariant();
        Url = Read(refusal.Url);
        Presign = new PresignParameters(Url);
        Error = new StoreError(refusal.ErrorXml);
        Now = Error.ServerTime ?? now;
        Issued = refusal.IssuedUrl is { Length: > 0 } issued ? Read(issued) : null;
        IssuedPresign = Issued is null ? null : new PresignParameters(Issued);
        Form = refusal.FormFields is { } fields ? new SentForm(fields) : null;
        if (Form is not null)
        {
            return;
        }

        Sent = SignableRequest.From(this);
        if (Sent is null || refusal.Credentials is not { } credentials || Presign.Signature is not { } signature)
        {
            return;
        }

        _search = new SignatureSearch(credentials, signature);
        // Headers that are not known are filled in with what fits, where something does.
        IsIntact = UnknownHeaders.Fill(this, Sent).Any(_search.Fits);
    }

    public string Method { get; }

    /// <summary>The URL as it was sent, but for a prefix that a proxy removes on purpose: that is not signed, and no store sees it.</summary>
    public SentUrl Url { get; }

    public PresignParameters Presign { get; }

    public StoreError Error { get; }

    /// <summary>When the store answered, by its own clock where it says.</summary>
    public DateTimeOffset Now { get; }

    /// <summary>Whether <see cref="Now"/> is the moment of the answer, and not the moment of asking.</summary>
    public bool IsNowOfAnswer => _refusal.AnsweredAt is not null || Error.ServerTime is not null;

    public SentUrl? Issued { get; }

    public PresignParameters? IssuedPresign { get; }

    public SentForm? Form { get; }

    public int? Status => _refusal.Status;

    public string? IssuedMethod => _refusal.IssuedMethod?.ToUpperInvariant();

    public string? Endpoint => _refusal.Endpoint;

    /// <summary>Whether the path of <see cref="Endpoint"/> is for a proxy to remove.</summary>
    public bool IsPrefixRemoved => _refusal.PublicPathPrefix == PathPrefixRule.RemovedByProxy;

    public string? Region => _refusal.Region;

    public long? BodySize => _refusal.BodySize;

    public SigV4Credentials? Credentials => _refusal.Credentials;

    public string? SessionToken => Credentials is { } credentials ? new SigV4Recomputation(credentials).SessionToken : null;

    public IReadOnlyList<NameValue> Headers => _refusal.Headers ?? [];

    public IReadOnlyList<NameValue> IssuedHeaders => _refusal.IssuedHeaders ?? [];

    /// <summary>Whether the headers that were sent are known, so that one which is not among them was not sent.</summary>
    public bool HasHeaders => _refusal.Headers is not null;

    /// <summary>The request as described, for signing; null where the URL does not say how it was signed.</summary>
    public SignableRequest? Sent { get; }

    /// <summary>Whether the signature fits the request as described: then it was changed on the way, or refused for something else.</summary>
    public bool IsIntact { get; }

    /// <summary>The request that the signature was made over, once a cause has found it.</summary>
    public SignableRequest? Signed => _search?.Found;

    /// <summary>Whether recomputing may find more than is known.</summary>
    public bool CanSearch => _search is not null && !IsIntact;

    public SignatureSearch? Search => _search;

    /// <summary>Whether the answer is one that a wrong signature gets, as far as it is known. A preflight has none.</summary>
    public bool MayBeSignature => Method != "OPTIONS" && Error.Code is null or "SignatureDoesNotMatch" or "AccessDenied" && Status is null or 400 or 403;

    /// <summary>Whether the store says that the signature is wrong.</summary>
    public bool IsSignatureMismatch => Error.Code == "SignatureDoesNotMatch" || (Error.Code is null && MayBeSignature && Status == 403);

    /// <summary>Whether the signature was made over this: here, or at one of the other hosts that the request has been seen with.</summary>
    public bool Fits(SignableRequest request) =>
        CanSearch && (UnknownHeaders.Fill(this, request).Any(_search!.Fits)
            || HostCandidates.Seen(this).Any(host => UnknownHeaders.Fill(this, request.WithHost(host)).Any(_search!.Fits)));

    /// <summary>The value of a header that was sent, its repetitions joined; null where it was not, or that is not known.</summary>
    public string? Header(string name) => Find(Headers, name);

    /// <summary>The value that a signed header was sent with, including those that clients add by themselves; null if that is not known.</summary>
    public string? SentValue(string name) =>
        Header(name) ?? name switch
        {
            "host" => Url.Host,
            "content-length" => BodySize?.ToString(CultureInfo.InvariantCulture),
            _ => null,
        };

    public string? IssuedHeader(string name) => Find(IssuedHeaders, name);

    public bool IsSigned(string header) => Array.IndexOf(Presign.SignedHeaders, header) >= 0;

    public override string ToString() => _refusal.ToString();

    /// <summary>Whether a parameter belongs to the signature.</summary>
    public static bool IsOfSignature(string name) => AuthParameters.Match(name) is not null;

    private SentUrl Read(string url)
    {
        var read = SentUrl.Parse(url);
        return IsPrefixRemoved && Endpoint is { } endpoint ? read.WithoutPrefix(SentUrl.Parse(endpoint).RawPath.TrimEnd('/')) : read;
    }

    private static string? Find(IReadOnlyList<NameValue> headers, string name)
    {
        var values = headers.Where(header => string.Equals(header.Name, name, StringComparison.OrdinalIgnoreCase)).Select(header => header.Value ?? "")
            .ToList();
        return values.Count == 0 ? null : string.Join(',', values.Select(value => value.Trim(' ', '\t')));
    }
}
