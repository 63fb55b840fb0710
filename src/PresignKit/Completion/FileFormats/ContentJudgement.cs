namespace PresignKit.Completion.FileFormats;

/// <summary>What the first bytes say about a file's declared type.</summary>
/// <param name="Match">The outcome.</param>
/// <param name="Found">What the bytes are, for messages.</param>
/// <param name="IsActive">Whether they contradict the type because they are active content.</param>
internal readonly record struct ContentJudgement(ContentMatch Match, string Found, bool IsActive = false)
{
    /// <summary>The judgement as a sentence.</summary>
    public string Describe(string contentType) => Match switch
    {
        ContentMatch.Fits => $"The file's first bytes are {Found}, which fits the declared content type {contentType}.",
        ContentMatch.Contradicts => $"The file's first bytes are {Found}; the declared content type is {contentType}.",
        _ => $"The file's first bytes are {Found}, which neither fits nor contradicts the declared content type {contentType}.",
    };
}
