using PresignKit.SigV4.Canonical;
using PresignKit.SigV4.Posting;

namespace PresignKit.SigV4;

/// <summary>
/// What one HTML form upload allows. The store enforces every condition, the size of the file among them, which no presigned
/// PUT can bound from both sides. Immutable and valid from construction.
/// </summary>
public sealed class PostPolicy
{
    private readonly NameValue[] _fields;
    private readonly PostCondition[] _conditions;

    /// <summary>Creates a policy.</summary>
    /// <param name="key">
    /// The object's key, verbatim and exact; or a prefix followed by <c>${filename}</c>, in whose place the store puts the name that
    /// the browser sends. A key chosen so is chosen by the client.
    /// </param>
    /// <param name="expiresIn">How long the form works, counted from signing: whole seconds, 1 s to 7 days.</param>
    /// <param name="fields">Fields that the form carries beside the key. Each is signed with exactly its value, unless a condition names it.</param>
    /// <param name="conditions">Further conditions: prefixes, the range of the file's size, values for fields that the client adds itself.</param>
    /// <exception cref="ArgumentException">A field is named twice or is not the caller's to set, or a key or value has no UTF-8 form.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The expiry is not whole seconds from 1 s to 7 days.</exception>
    public PostPolicy(string key, TimeSpan expiresIn, IEnumerable<NameValue>? fields = null, IEnumerable<PostCondition>? conditions = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(key);
        if (!UriEncoding.IsEncodable(key))
        {
            throw new ArgumentException("The key holds half of a surrogate pair, which has no UTF-8 form.", nameof(key));
        }

        var variable = key.IndexOf(PostFields.FileNameVariable, StringComparison.Ordinal);
        if (variable >= 0 && variable + PostFields.FileNameVariable.Length != key.Length)
        {
            throw new ArgumentException(
                $"'{PostFields.FileNameVariable}' stands at the end of a key only: no condition can bind what follows it.",
                nameof(key));
        }

        if (expiresIn < TimeSpan.FromSeconds(1) || expiresIn > PresignRequest.MaxLifetime || expiresIn.Ticks % TimeSpan.TicksPerSecond != 0)
        {
            throw new ArgumentOutOfRangeException(nameof(expiresIn), expiresIn, "A POST policy lives for whole seconds, from 1 second to 7 days.");
        }

        Key = key;
        KeyCondition = variable < 0
            ? PostCondition.Exactly(PostFields.Key, key)
            : PostCondition.StartsWith(PostFields.Key, key[..variable]);
        Lifetime = expiresIn;
        _fields = [.. fields ?? []];
        _conditions = [.. conditions ?? []];
        (Fields, Conditions) = (Array.AsReadOnly(_fields), Array.AsReadOnly(_conditions));
        ThrowIfNotSignable();
    }

    /// <summary>The key as the form carries it.</summary>
    public string Key { get; }

    /// <summary>How long the form works, counted from signing.</summary>
    public TimeSpan Lifetime { get; }

    /// <summary>The fields that the form carries beside the key.</summary>
    /// <value>Default: none.</value>
    public IReadOnlyList<NameValue> Fields { get; }

    /// <summary>The further conditions.</summary>
    /// <value>Default: none.</value>
    public IReadOnlyList<PostCondition> Conditions { get; }

    internal PostCondition KeyCondition { get; }

    internal ReadOnlySpan<NameValue> FieldsAsGiven => _fields;

    internal ReadOnlySpan<PostCondition> ConditionsAsGiven => _conditions;

    /// <summary>Whether a further condition names the field. Where none does, the field must have exactly its value.</summary>
    internal bool HasConditionFor(string field)
    {
        foreach (var condition in _conditions)
        {
            if (condition.IsFor(field))
            {
                return true;
            }
        }

        return false;
    }

    private void ThrowIfNotSignable()
    {
        for (var i = 0; i < _fields.Length; i++)
        {
            var field = _fields[i];
            if (field.Name is null || field.Value is null || !HeaderText.IsName(field.Name) || !UriEncoding.IsEncodable(field.Value))
            {
                throw new ArgumentException(
                    $"'{field.Name}' is not a form field: it needs a name of letters, digits and '-', and a value with a UTF-8 form.",
                    "fields");
            }

            if (PostFields.IsReserved(field.Name))
            {
                throw new ArgumentException($"'{field.Name}' is set by the signer and cannot be given.", "fields");
            }

            if (IsGivenBefore(i))
            {
                throw new ArgumentException($"'{field.Name}' is given twice.", "fields");
            }
        }

        var ranges = 0;
        foreach (var condition in _conditions)
        {
            if (condition is null || PostFields.IsReserved(condition.Name))
            {
                throw new ArgumentException("A condition is null, or binds a field that the signer sets.", "conditions");
            }

            if (condition.Kind == PostConditionKind.ContentLengthRange && ++ranges > 1)
            {
                throw new ArgumentException("There can be only one range of sizes.", "conditions");
            }
        }
    }

    private bool IsGivenBefore(int index)
    {
        for (var i = 0; i < index; i++)
        {
            if (string.Equals(_fields[i].Name, _fields[index].Name, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }
}
