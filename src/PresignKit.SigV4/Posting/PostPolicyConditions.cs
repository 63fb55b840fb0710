namespace PresignKit.SigV4.Posting;

/// <summary>Step: conditions. Every condition must be met, and every field needs a condition.</summary>
internal static class PostPolicyConditions
{
    internal static PostPolicyEvaluation Evaluate(
        PostPolicyDocument policy, string bucket, IReadOnlyList<NameValue> formFields, string? fileName, DateTimeOffset now)
    {
        if (now >= policy.Expiration)
        {
            return Refuse(PostPolicyFailure.Expired, "Invalid according to Policy: Policy expired.");
        }

        var fields = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var field in formFields)
        {
            if (field.Name is null || field.Value is null || !fields.TryAdd(field.Name, Expand(field.Value, fileName)))
            {
                return Refuse(PostPolicyFailure.RepeatedField, $"The form contains the field '{field.Name}' more than once.");
            }
        }

        if (!fields.TryGetValue(PostFields.Key, out var key) || key.Length == 0)
        {
            return Refuse(
                PostPolicyFailure.MissingKey,
                "Bucket POST must contain a field named 'key'. If it is specified, please check the order of the fields.");
        }

        // The request determines the bucket, whatever the form says.
        if (fields.TryGetValue(PostFields.Bucket, out var named) && named != bucket)
        {
            return Refuse(PostPolicyFailure.ConditionFailed, $"Invalid according to Policy: Policy Condition failed: [\"eq\", \"$bucket\", \"{bucket}\"]");
        }

        fields[PostFields.Bucket] = bucket;

        foreach (var condition in policy.Conditions)
        {
            if (condition.Kind != PostConditionKind.ContentLengthRange && !(fields.TryGetValue(condition.Name, out var value) && Holds(condition, value)))
            {
                return Refuse(PostPolicyFailure.ConditionFailed, $"Invalid according to Policy: Policy Condition failed: {condition}");
            }
        }

        foreach (var name in formFields.Select(f => f.Name))
        {
            if (!PostFields.NeedsNoCondition(name) && !policy.Conditions.Any(c => c.IsFor(name)))
            {
                return Refuse(PostPolicyFailure.ExtraField, $"Invalid according to Policy: Extra input fields: {name}");
            }
        }

        return new PostPolicyEvaluation(
            PostPolicyFailure.None, "", [.. formFields.Select(f => new NameValue(f.Name, fields[f.Name]))]);
    }

    /// <summary>Whether a field's value meets a condition on a field. Conditions on the size of the file are checked elsewhere.</summary>
    internal static bool Holds(PostCondition condition, string value)
    {
        if (condition.Kind == PostConditionKind.Exact)
        {
            return value == condition.Value;
        }

        // A form may list several types, separated by commas; the prefix applies to each of them.
        return condition.IsFor("Content-Type")
            ? value.Split(',').All(part => part.Trim(' ').StartsWith(condition.Value, StringComparison.Ordinal))
            : value.StartsWith(condition.Value, StringComparison.Ordinal);
    }

    /// <summary>Replaces the placeholder. Some clients send a whole path as the file name: only the last part is used.</summary>
    private static string Expand(string value, string? fileName) =>
        value.Contains(PostFields.FileNameVariable, StringComparison.Ordinal)
            ? value.Replace(
                PostFields.FileNameVariable,
                (fileName ?? "")[((fileName ?? "").AsSpan().LastIndexOfAny('/', '\\') + 1)..],
                StringComparison.Ordinal)
            : value;

    private static PostPolicyEvaluation Refuse(PostPolicyFailure failure, string message) => PostPolicyEvaluation.Refuse(failure, message);
}
