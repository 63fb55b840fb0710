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

    /// <summary>How the condition compares.</summary>
    public PostConditionKind Kind { get; }

    /// <summary>The name of the form field, without <c>$</c>; <c>content-length-range</c> for a range.</summary>
    public string Name { get; }

    /// <summary>The required value or prefix; empty for a range.</summary>
    public string Value { get; }

    /// <summary>The minimum size of the file in bytes; 0 for other kinds.</summary>
    public long Minimum { get; }

    /// <summary>The maximum size of the file in bytes; 0 for other kinds.</summary>
    public long Maximum { get; }

    private string ShownValue => PostFields.IsSecret(Name) ? "(redacted)" : Value;

    /// <summary>Creates a condition that the form contains this field with exactly this value.</summary>
    /// <param name="name">The name of the form field, without <c>$</c>.</param>
    /// <param name="value">The required value.</param>
    /// <returns>The condition.</returns>
    /// <exception cref="ArgumentException">The name is not a valid form field name, or the value contains an unpaired surrogate.</exception>
    public static PostCondition Exactly(string name, string value)
    {
        ThrowIfNotField(name, value);
        return new PostCondition(PostConditionKind.Exact, name, value);
    }

    /// <summary>Creates a condition that the form contains this field with a value that starts with a prefix.</summary>
    /// <param name="name">
    /// The name of the form field, without <c>$</c>. For <c>Content-Type</c>, every part of a comma-separated value must start with the prefix.
    /// </param>
    /// <param name="prefix">The prefix; an empty prefix allows any value.</param>
    /// <returns>The condition.</returns>
    /// <exception cref="ArgumentException">The name is not a valid form field name, or the prefix contains an unpaired surrogate.</exception>
    public static PostCondition StartsWith(string name, string prefix)
    {
        ThrowIfNotField(name, prefix);
        return new PostCondition(PostConditionKind.StartsWith, name, prefix);
    }

    /// <summary>Creates a condition on the size of the file.</summary>
    /// <param name="minimum">The minimum size in bytes.</param>
    /// <param name="maximum">The maximum size in bytes.</param>
    /// <returns>The condition.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The minimum is negative, or the maximum is less than the minimum.</exception>
    public static PostCondition ContentLength(long minimum, long maximum)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(minimum);
        ArgumentOutOfRangeException.ThrowIfLessThan(maximum, minimum);
        return new PostCondition(PostConditionKind.ContentLengthRange, "content-length-range", "", minimum, maximum);
    }

    /// <summary>Returns the condition as it is written in a policy document, with the value of a session token redacted.</summary>
    /// <returns>Text that is safe to log.</returns>
    public override string ToString() => Kind switch
    {
        PostConditionKind.ContentLengthRange => string.Create(CultureInfo.InvariantCulture, $"[\"content-length-range\", {Minimum}, {Maximum}]"),
        PostConditionKind.Exact => $"[\"eq\", \"${Name}\", \"{ShownValue}\"]",
        _ => $"[\"starts-with\", \"${Name}\", \"{ShownValue}\"]",
    };

    internal bool IsFor(string name) => string.Equals(Name, name, StringComparison.OrdinalIgnoreCase);

    private static void ThrowIfNotField(string name, string value)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(value);
        if (!HeaderText.IsName(name) || name[0] == '$')
        {
            throw new ArgumentException(
                $"'{name}' is not a valid form field name. Use letters, digits, and other HTTP token characters, without a leading '$'.", nameof(name));
        }

        if (!UriEncoding.IsEncodable(value))
        {
            throw new ArgumentException($"The value of '{name}' contains an unpaired surrogate and cannot be encoded as UTF-8.", nameof(value));
        }
    }
}
