using System.Globalization;
using PresignKit.SigV4.Canonical;
using PresignKit.SigV4.Posting;

namespace PresignKit.SigV4;

/// <summary>One condition of a POST policy. Immutable.</summary>
/// <remarks>Amazon S3 API Reference, "POST Policy", conditions.</remarks>
public sealed class PostCondition
{
    private PostCondition(PostConditionKind kind, string name, string value, long minimum = 0, long maximum = 0)
    {
        Kind = kind;
        Name = name;
        Value = value;
        Minimum = minimum;
        Maximum = maximum;
    }

    /// <summary>How it compares.</summary>
    public PostConditionKind Kind { get; }

    /// <summary>The form field's name, without <c>$</c>; <c>content-length-range</c> for a range.</summary>
    public string Name { get; }

    /// <summary>The value or the prefix; empty for a range.</summary>
    public string Value { get; }

    /// <summary>The smallest size of the file in bytes; 0 for other kinds.</summary>
    public long Minimum { get; }

    /// <summary>The largest size of the file in bytes; 0 for other kinds.</summary>
    public long Maximum { get; }

    /// <summary>The form must carry this field with exactly this value.</summary>
    /// <param name="name">The form field.</param>
    /// <param name="value">Its value.</param>
    /// <returns>The condition.</returns>
    /// <exception cref="ArgumentException">The name is not that of a form field, or the value holds half of a surrogate pair.</exception>
    public static PostCondition Exactly(string name, string value)
    {
        ThrowIfNotField(name, value);
        return new PostCondition(PostConditionKind.Exact, name, value);
    }

    /// <summary>The form must carry this field with a value that begins so.</summary>
    /// <param name="name">The form field. For <c>Content-Type</c>, every part of a comma-separated value must begin so.</param>
    /// <param name="prefix">How it begins; empty for any value.</param>
    /// <returns>The condition.</returns>
    /// <exception cref="ArgumentException">The name is not that of a form field, or the prefix holds half of a surrogate pair.</exception>
    public static PostCondition StartsWith(string name, string prefix)
    {
        ThrowIfNotField(name, prefix);
        return new PostCondition(PostConditionKind.StartsWith, name, prefix);
    }

    /// <summary>The file must be of such a size.</summary>
    /// <param name="minimum">The smallest size in bytes.</param>
    /// <param name="maximum">The largest size in bytes.</param>
    /// <returns>The condition.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The minimum is negative, or the maximum below it.</exception>
    public static PostCondition ContentLength(long minimum, long maximum)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(minimum);
        ArgumentOutOfRangeException.ThrowIfLessThan(maximum, minimum);
        return new PostCondition(PostConditionKind.ContentLengthRange, "content-length-range", "", minimum, maximum);
    }

    /// <summary>The condition as S3 spells it. The value of a session token is left out.</summary>
    /// <returns>Text that is safe to log.</returns>
    public override string ToString() => Kind switch
    {
        PostConditionKind.ContentLengthRange => string.Create(CultureInfo.InvariantCulture, $"[\"content-length-range\", {Minimum}, {Maximum}]"),
        PostConditionKind.Exact => $"[\"eq\", \"${Name}\", \"{ShownValue}\"]",
        _ => $"[\"starts-with\", \"${Name}\", \"{ShownValue}\"]",
    };

    internal bool IsFor(string name) => string.Equals(Name, name, StringComparison.OrdinalIgnoreCase);

    private string ShownValue => PostFields.IsSecret(Name) ? "(redacted)" : Value;

    private static void ThrowIfNotField(string name, string value)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(value);
        if (!HeaderText.IsName(name) || name[0] == '$')
        {
            throw new ArgumentException($"'{name}' is not a form field's name (it is given without '$').", nameof(name));
        }

        if (!UriEncoding.IsEncodable(value))
        {
            throw new ArgumentException($"The value for '{name}' holds half of a surrogate pair, which has no UTF-8 form.", nameof(value));
        }
    }
}
