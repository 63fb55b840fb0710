namespace PresignKit.SigV4;

/// <summary>Whether a form meets its policy. Immutable.</summary>
public sealed class PostPolicyEvaluation
{
    internal PostPolicyEvaluation(PostPolicyFailure failure, string message, IReadOnlyList<NameValue> fields)
    {
        Failure = failure;
        Message = message;
        Fields = fields;
    }

    /// <summary>Why the form does not meet its policy.</summary>
    /// <value><see cref="PostPolicyFailure.None"/> if the form meets the policy.</value>
    public PostPolicyFailure Failure { get; }

    /// <summary>The message with which S3 reports the failure; empty if there is none. It contains no token and no signature.</summary>
    public string Message { get; }

    /// <summary>
    /// The fields of the form with <c>${filename}</c> replaced. The conditions were checked against these values, so use these.
    /// Empty if the form does not meet its policy.
    /// </summary>
    public IReadOnlyList<NameValue> Fields { get; }

    /// <summary>Whether the form meets its policy.</summary>
    public bool IsMet => Failure == PostPolicyFailure.None;

    /// <summary>Returns the failure and its message.</summary>
    /// <returns>Text that is safe to log.</returns>
    public override string ToString() => IsMet ? "Met" : $"{Failure}: {Message}";

    internal static PostPolicyEvaluation Refuse(PostPolicyFailure failure, string message) => new(failure, message, []);
}
