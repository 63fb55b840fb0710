using System.Diagnostics;
using PresignKit.Explaining.Text;
using PresignKit.Explaining.Urls;
using PresignKit.SigV4;

namespace PresignKit.Explaining;

/// <summary>
/// A request that a store refused, as far as it is known. The method and the URL are enough to start with; everything else makes the explanation more
/// certain. Values that may contain secrets can be set but not read, and <see cref="ToString"/> does not show them.
/// </summary>
[DebuggerDisplay("{ToString(),nq}")]
public sealed class S3Refusal
{
    /// <summary>The HTTP method that was sent, such as <c>GET</c>.</summary>
    public required string Method { get; init; }

    /// <summary>The URL exactly as it was sent, including its signature. For a form, the form's action.</summary>
    public required string Url { internal get; init; }

    /// <summary>
    /// The headers that were sent. Headers that every client adds (<c>Host</c>, <c>Content-Length</c>) may be omitted. Any other header that is not in the
    /// list counts as not sent.
    /// </summary>
    /// <value>Default: null (not known).</value>
    public IReadOnlyList<NameValue>? Headers { internal get; init; }

    /// <summary>The fields that precede <c>file</c> in the form that was posted; null if the request was not a form.</summary>
    /// <value>Default: null.</value>
    public IReadOnlyList<NameValue>? FormFields { internal get; init; }

    /// <summary>The size of the body in bytes; for a form, the size of its file.</summary>
    /// <value>Default: null (not known).</value>
    public long? BodySize { get; init; }

    /// <summary>The HTTP status of the answer; null if no answer could be read, as with a browser's "Failed to fetch".</summary>
    /// <value>Default: null.</value>
    public int? Status { get; init; }

    /// <summary>The body of the answer: S3's error document, or whatever was sent instead.</summary>
    /// <value>Default: null. An answer to HEAD has no body.</value>
    public string? ErrorXml { internal get; init; }

    /// <summary>When the store answered, preferably as its own <c>Date</c> header says.</summary>
    /// <value>Default: null (the current time).</value>
    public DateTimeOffset? AnsweredAt { get; init; }

    /// <summary>The method that the URL was signed for.</summary>
    /// <value>Default: null (not known).</value>
    public string? IssuedMethod { get; init; }

    /// <summary>The URL as it was issued, before pages, templates, shells, and proxies handled it.</summary>
    /// <value>Default: null (not known).</value>
    public string? IssuedUrl { internal get; init; }

    /// <summary>The headers that were issued with the URL, to be sent by its holder.</summary>
    /// <value>Default: null (not known).</value>
    public IReadOnlyList<NameValue>? IssuedHeaders { internal get; init; }

    /// <summary>
    /// The credentials that should have signed the URL. If they are set, the explainer recomputes the signature, also for requests that may have been
    /// signed instead, until one matches. That proves the cause.
    /// </summary>
    /// <value>Default: null (nothing is recomputed).</value>
    public SigV4Credentials? Credentials { internal get; init; }

    /// <summary>The endpoint that the store is configured with, internal or public, such as <c>http://minio:9000</c>.</summary>
    /// <value>Default: null (not known).</value>
    public string? Endpoint { internal get; init; }

    /// <summary>
    /// Whether a proxy removes the path of <see cref="Endpoint"/>, as in the store's setting <c>PublicPathPrefix</c>. If it does, set
    /// <see cref="Endpoint"/> to the public endpoint including that path, since the prefix is not known otherwise.
    /// </summary>
    /// <value>Default: <see cref="PathPrefixRule.PassedOn"/> (the store sees the path, and it is signed).</value>
    public PathPrefixRule PublicPathPrefix { get; init; }

    /// <summary>The bucket's region, if it is known for certain.</summary>
    /// <value>Default: null (not known).</value>
    public string? Region { get; init; }

    /// <summary>The method and the URL without its query.</summary>
    /// <returns>Text that is safe to log.</returns>
    public override string ToString() => $"{Method} {Address()} ({(Status is { } status ? $"{status}" : "no answer")})";

    // Without user information, and without a query that wrong encoding made part of the path.
    private string Address() => MovedQuery.Cut(SentUrl.Parse(Url).ToString());
}
