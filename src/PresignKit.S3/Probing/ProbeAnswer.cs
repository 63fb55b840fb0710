using System.Xml.Linq;
using PresignKit.S3.Http;

namespace PresignKit.S3.Probing;

/// <summary>The answer to an attempt, and how to read it.</summary>
internal sealed class ProbeAnswer(PlainAnswer answer)
{
    private readonly XElement? _document = answer.Body.Length > 0 ? S3Xml.Parse(answer.Body) : null;

    public string Body => answer.Body;

    /// <summary>Whether nobody answered at all.</summary>
    public bool IsUnanswered => answer.Failure is not null;

    /// <summary>Whether it sends on to another address. Nothing here follows: what is signed is signed for one host.</summary>
    public bool IsRedirect => answer.Status is >= 300 and < 400;

    /// <summary>S3's error code; null where there is none, or nothing that looks like one: whatever is shown comes from here.</summary>
    public string? Code =>
        S3Xml.ErrorCode(_document) is { Length: > 0 and <= 64 } code && code.All(c => char.IsAsciiLetterOrDigit(c) || c == '.') ? code : null;

    public Verdict Verdict => answer.Status switch
    {
        // A copy that fails while it runs is a 200 with an error's document: Amazon S3 API Reference, "CopyObject".
        >= 200 and < 300 => Code is null ? Verdict.Accepted : Verdict.Refused,
        405 or 501 => Verdict.NotOffered,
        408 or 429 => Verdict.Inconclusive,
        >= 400 and < 500 => Code == "NotImplemented" ? Verdict.NotOffered : Verdict.Refused,
        _ => Verdict.Inconclusive,
    };

    /// <summary>Whether it says that the credentials may not, rather than that the request is wrong.</summary>
    public bool IsDenied => answer.Status == 403;

    public string? Header(string name) => answer.Header(name);

    /// <summary>Status and code: what stands in a report.</summary>
    public override string ToString() => answer.Failure ?? (Code is null ? $"{answer.Status}" : $"{answer.Status} {Code}");
}
