using System.Xml.Linq;
using PresignKit.S3.Http;

namespace PresignKit.S3.Probing;

/// <summary>The answer to an attempt and its interpretation.</summary>
internal sealed class ProbeAnswer(PlainAnswer answer)
{
    private readonly XElement? _document = answer.Body.Length > 0 ? S3Xml.Parse(answer.Body) : null;

    public string Body => answer.Body;

    /// <summary>Whether there was no answer at all.</summary>
    public bool IsUnanswered => answer.Failure is not null;

    /// <summary>Whether it is a redirect. Redirects are not followed, because a signature is valid for one host only.</summary>
    public bool IsRedirect => answer.Status is >= 300 and < 400;

    /// <summary>The S3 error code; null if there is none or it does not look like one. No other part of an answer's body is shown.</summary>
    public string? Code =>
        S3Xml.ErrorCode(_document) is { Length: > 0 and <= 64 } code && code.All(c => char.IsAsciiLetterOrDigit(c) || c == '.') ? code : null;

    public Verdict Verdict => answer.Status switch
    {
        // A copy that fails after it has started is answered with 200 and an error document: Amazon S3 API Reference, "CopyObject".
        >= 200 and < 300 => Code is null ? Verdict.Accepted : Verdict.Refused,
        405 or 501 => Verdict.NotOffered,
        408 or 429 => Verdict.Inconclusive,
        >= 400 and < 500 => Code == "NotImplemented" ? Verdict.NotOffered : Verdict.Refused,
        _ => Verdict.Inconclusive,
    };

    /// <summary>Whether the credentials lack a permission, rather than the request being invalid.</summary>
    public bool IsDenied => answer.Status == 403;

    /// <summary>The store's clock; null if the answer does not have it.</summary>
    public DateTimeOffset? Date => answer.Date;

    /// <summary>Whether the object or the bucket does not exist.</summary>
    public bool IsMissing => answer.Status == 404;

    public string? Header(string name) => answer.Header(name);

    /// <summary>Status and error code, as shown in reports.</summary>
    public override string ToString() => answer.Failure ?? (Code is null ? $"{answer.Status}" : $"{answer.Status} {Code}");
}
