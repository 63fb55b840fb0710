using System.Globalization;
using PresignKit.Explaining.Urls;
using PresignKit.SigV4;

namespace PresignKit.Explaining.Requests;

/// <summary>Everything that is known about a refused request, parsed once for all causes.</summary>
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
        OwnNow = now;
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
        // Unknown headers are filled in with values that match, if there are any.
        IsIntact = UnknownHeaders.Fill(this, Sent).Any(_search.Fits);
    }

    public string Method { get; }

    /// <summary>The URL as it was sent, without a prefix that a proxy removes on purpose, which is not signed and does not reach the store.</summary>
    public SentUrl Url { get; }

    public PresignParameters Presign { get; }

    public StoreError Error { get; }

    /// <summary>When the store answered, by the store's own clock if the answer contains it.</summary>
    public DateTimeOffset Now { get; }

    /// <summary>When the store answered, by the clock of the machine that sent the request.</summary>
    public DateTimeOffset OwnNow { get; }

    /// <summary>Whether <see cref="Now"/> is the time of the answer rather than the current time.</summary>
    public bool IsNowOfAnswer => _refusal.AnsweredAt is not null || Error.ServerTime is not null;

    public SentUrl? Issued { get; }

    public PresignParameters? IssuedPresign { get; }

    public SentForm? Form { get; }

    public int? Status => _refusal.Status;

    public string? IssuedMethod => _refusal.IssuedMethod?.ToUpperInvariant();

    public string? Endpoint => _refusal.Endpoint;

    /// <summary>Whether a proxy removes the path of <see cref="Endpoint"/>.</summary>
    public bool IsPrefixRemoved => _refusal.PublicPathPrefix == PathPrefixRule.RemovedByProxy;

    public string? Region => _refusal.Region;

    public long? BodySize => _refusal.BodySize;

    public SigV4Credentials? Credentials => _refusal.Credentials;

    /// <summary>The texts that may contain a query where it does not belong.</summary>
    public IEnumerable<string> Texts =>
        ((string?[])[_refusal.Url, _refusal.IssuedUrl, _refusal.ErrorXml?.Length <= Limits.MostCharacters ? _refusal.ErrorXml : null]).OfType<string>();

    public string? SessionToken => Credentials is { } credentials ? new SigV4Recomputation(credentials).RevealSessionToken() : null;

    public IReadOnlyList<NameValue> Headers => _refusal.Headers ?? [];

    public IReadOnlyList<NameValue> IssuedHeaders => _refusal.IssuedHeaders ?? [];

    /// <summary>Whether the headers that were sent are known, so that any other header was not sent.</summary>
    public bool HasHeaders => _refusal.Headers is not null;

    /// <summary>The request as described, for signing; null if the URL does not say how it was signed.</summary>
    public SignableRequest? Sent { get; }

    /// <summary>Whether the signature matches the request as described. If so, it was changed on the way or refused for another reason.</summary>
    public bool IsIntact { get; }

    /// <summary>The request that was signed, once a cause has found it.</summary>
    public SignableRequest? Signed => _search?.Found;

    /// <summary>Whether recomputing may find out more, or has tried to.</summary>
    public bool CanSearch => _search is not null && !IsIntact;

    /// <summary>Whether there is time left for recomputing.</summary>
    public bool MaySearch => CanSearch && !_search!.IsOver;

    public SignatureSearch? Search => _search;

    /// <summary>Whether nothing is known of an answer, as with a browser's "Failed to fetch".</summary>
    public bool IsUnanswered => Status is null && !Error.HasBody;

    /// <summary>Whether the answer has a body that no S3 store writes.</summary>
    public bool IsForeign => Error.HasBody && !Error.IsS3;

    /// <summary>Whether the answer is a denial without words by a store that had accepted the signature: Ceph names the bucket from then on.</summary>
    public bool IsAuthenticated =>
        Form is null && Method != "OPTIONS" && Presign.Signature is not null && IsDenialWithoutWords && Error.Field("BucketName") is not null;

    /// <summary>Whether the answer is a denial without words, as with Ceph.</summary>
    public bool IsDenialWithoutWords => Error.Code == "AccessDenied" && Error.IsWordless;

    /// <summary>Whether the answer, as far as it is known, may be caused by a wrong signature. A preflight request has no signature.</summary>
    public bool MayBeSignature => Method != "OPTIONS" && !IsForeign && Status is null or 400 or 403
        && (Error.Code is null or "SignatureDoesNotMatch" || Error.SaysSignature || (IsDenialWithoutWords && !IsAuthenticated));

    /// <summary>Whether the answer means that the signature is wrong.</summary>
    public bool IsSignatureMismatch =>
        Error.Code == "SignatureDoesNotMatch" || Error.SaysSignature || (Error.Code is null && MayBeSignature && Status == 403);

    /// <summary>The signed headers whose values were not supplied, and that cannot be derived.</summary>
    public IEnumerable<string> HeadersNotSupplied =>
        Presign.SignedHeaders.Where(name => SentValue(name) is null && (!HasHeaders || (name == "content-length" && !IsChunked)));

    /// <summary>Whether the request has a session token, wherever it is.</summary>
    public bool HasToken => Presign.Token is not null || Form?.Token is not null || Header("x-amz-security-token") is not null;

    /// <summary>Whether the body was sent in chunks, which have no length.</summary>
    public bool IsChunked => Header("transfer-encoding")?.Contains("chunked", StringComparison.OrdinalIgnoreCase) == true;

    /// <summary>Whether this is the request that was signed, with its own host or one of the other hosts that occur in what is known.</summary>
    public bool Fits(SignableRequest request) =>
        MaySearch && (UnknownHeaders.Fill(this, request).Any(_search!.Fits)
            || HostCandidates.Seen(this).Any(host => UnknownHeaders.Fill(this, request.WithHost(host)).Any(_search!.Fits)));

    /// <summary>The value of a header that was sent, with repeated headers joined; null if it was not sent, or if that is not known.</summary>
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

    /// <summary>Whether a query parameter belongs to the signature.</summary>
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
