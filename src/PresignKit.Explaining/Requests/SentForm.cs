using PresignKit.SigV4;

namespace PresignKit.Explaining.Requests;

/// <summary>The fields of a form, including its POST policy.</summary>
internal sealed class SentForm
{
    public SentForm(IReadOnlyList<NameValue> fields)
    {
        Fields = [.. fields.Where(field => field.Name is not null && field.Value is not null)];
        PolicyText = Find(PostFields.Policy);
        if (PolicyText is { Length: <= Limits.MostCharacters } && PostPolicyDocument.TryParse(PolicyText, out var policy))
        {
            Policy = policy;
        }
    }

    public IReadOnlyList<NameValue> Fields { get; }

    public string? PolicyText { get; }

    /// <summary>The POST policy; null if it is missing or cannot be read.</summary>
    public PostPolicyDocument? Policy { get; }

    public string? Signature => Find(PostFields.Signature);

    public string? Token => Find(PostFields.SecurityToken);

    public string? CredentialText => Find(PostFields.Credential);

    public string? Find(string name)
    {
        foreach (var field in Fields)
        {
            if (string.Equals(field.Name, name, StringComparison.OrdinalIgnoreCase))
            {
                return field.Value;
            }
        }

        return null;
    }

    public override string ToString() => $"form for {Find(PostFields.Key)}";
}
