namespace PresignKit.Providers;

/// <summary>What a provider signed: a form that its holder posts unchanged, with the file last.</summary>
/// <param name="Url">Where to post.</param>
/// <param name="Fields">All fields except the file, in order.</param>
public readonly record struct SignedForm(string Url, IReadOnlyList<KeyValuePair<string, string>> Fields)
{
    /// <summary>The URL, without the fields.</summary>
    public override string ToString() => $"POST {Url} <redacted>";
}
