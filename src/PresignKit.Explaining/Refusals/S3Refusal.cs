using System.Diagnostics;
using PresignKit.Explaining.Urls;
using PresignKit.SigV4;

namespace PresignKit.Explaining;

/// <summary>
/// A request that a store refused, as far as it is known: the URL alone is enough to begin with, and everything else makes the
/// explanation surer. What holds secrets goes in and does not come out: no property, no <see cref="ToString"/> shows it.
/// </summary>
[DebuggerDisplay("{ToString(),nq}")]
public sealed class S3Refusal
{
    /// <summary>The HTTP method that was sent.</summary>
    public required string Method { get; init; }

    /// <summary>The URL that was sent, exactly as it stood, with its signature. For a form: the form's action.</summary>
    public required string Url { internal get; init; }

    /// <summary>
    /// The headers that were sent. Those that every client adds by itself (<c>Host</c>, <c>Content-Length</c>) may be missing; the others, once
    /// the list is given, count as not sent.
    /// </summary>
    /// <value>Default: null, not known.</value>
    public IReadOnlyList<NameValue>? Headers { internal get; init; }

    /// <summary>The fields of the form that was posted, all that precede <c>file</c>; null for everything that is no form.</summary>
    /// <value>Default: null.</value>
    public IReadOnlyList<NameValue>? FormFields { internal get; init; }

    /// <summary>The size of the body or, for a form, of its file, in bytes.</summary>
    /// <value>Default: null, not known.</value>
    public long? BodySize { get; init; }

    /// <summary>The status of the answer; null where no answer was readable, as in a browser's "Failed to fetch".</summary>
    /// <value>Default: null.</value>
    public int? Status { get; init; }

    /// <summary>The body of the answer: S3's error document, or whatever came in its place.</summary>
    /// <value>Default: null. An answer to HEAD has none.</value>
    public string? ErrorXml { internal get; init; }

    /// <summary>When the store answered, by its own <c>Date</c> header where that is known.</summary>
    /// <value>Default: null, now.</value>
    public DateTimeOffset? AnsweredAt { get; init; }

    /// <summary>The method that the URL was signed for.</summary>
    /// <value>Default: null, not known.</value>
    public string? IssuedMethod { get; init; }

    /// <summary>The URL as it was issued, before it went through pages, templates, shells and proxies.</summary>
    /// <value>Default: null, not known.</value>
    public string? IssuedUrl { internal get; init; }

    /// <summary>The headers that were issued with the URL for its holder to send.</summary>
    /// <value>Default: null, not known.</value>
    public IReadOnlyList<NameValue>? IssuedHeaders { internal get; init; }

    /// <summary>
    /// The credentials that the URL was to be signed with. With them the explainer recomputes the signature, also of what might have been
    /// signed, until one fits: that is a proof.
    /// </summary>
    /// <value>Default: null. Nothing is proven by recomputing.</value>
    public SigV4Credentials? Credentials { internal get; init; }

    /// <summary>The endpoint that the store is configured with, internal or public: <c>http://minio:9000</c>.</summary>
    /// <value>Default: null, not known.</value>
    public string? Endpoint { internal get; init; }

    /// <summary>
    /// What becomes of the path of <see cref="Endpoint"/>, as the store's setting <c>PublicPathPrefix</c> says it. Where a proxy removes it,
    /// <see cref="Endpoint"/> is the public one with that path: without it the prefix is not known.
    /// </summary>
    /// <value><see cref="PathPrefixRule.PassedOn"/>: the store sees it, and it is signed.</value>
    public PathPrefixRule PublicPathPrefix { get; init; }

    /// <summary>The bucket's region, where it is known for sure.</summary>
    /// <value>Default: null, not known.</value>
    public string? Region { get; init; }

    /// <summary>Method and address without its query.</summary>
    /// <returns>Text that is safe to log.</returns>
    public override string ToString() => $"{Method} {Address()} ({(Status is { } status ? $"{status}" : "no answer")})";

    // Without user information, and without a query that broken encoding made a part of the path.
    private string Address()
    {
        var address = SentUrl.Parse(Url).ToString();
        foreach (var begin in (string[])["%3F", "X-Amz-"])
        {
            var query = address.IndexOf(begin, StringComparison.OrdinalIgnoreCase);
            address = query < 0 ? address : address[..query];
        }

        return address;
    }
}
