namespace PresignKit.Explaining.Refusals;

/// <summary>Findings by their certainty.</summary>
internal static class Finding
{
    /// <summary>What the request itself shows. It is the cause if the answer is about it, or if nothing is known of the answer.</summary>
    public static RefusalFinding Visible(string? answered, string[] about, string code, string message, string remedy) => new(
        code, answered is null || about.Contains(answered) ? RefusalCertainty.Proven : RefusalCertainty.Likely, message, remedy);

    public static RefusalFinding Proven(string code, string message, string remedy) => new(code, RefusalCertainty.Proven, message, remedy);

    public static RefusalFinding Stated(string code, string message, string remedy) => new(code, RefusalCertainty.Stated, message, remedy);

    public static RefusalFinding Likely(string code, string message, string remedy) => new(code, RefusalCertainty.Likely, message, remedy);

    public static RefusalFinding Possible(string code, string message, string remedy) => new(code, RefusalCertainty.Possible, message, remedy);

    public static RefusalFinding Harmless(string code, string message, string remedy) => new(code, RefusalCertainty.Harmless, message, remedy);
}
