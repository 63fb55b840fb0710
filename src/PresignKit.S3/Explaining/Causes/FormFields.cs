using PresignKit.S3.Explaining.Reading;
using PresignKit.SigV4;
using PresignKit.SigV4.Posting;

namespace PresignKit.S3.Explaining.Causes;

/// <summary>The form does not meet its policy: a field too many, too few, or another value.</summary>
/// <remarks>Amazon S3 API Reference, "POST Policy", conditions.</remarks>
internal sealed class FormFields : ICause
{
    public IEnumerable<RefusalFinding> Find(RefusedRequest request)
    {
        if (request.Error.Code is "EntityTooLarge" or "EntityTooSmall" or "SignatureDoesNotMatch" || request.Status is < 400)
        {
            return [];
        }

        return request.Form is { Policy: { } policy } form ? Compare(form, policy) : Read(request.Error);
    }

    private static IEnumerable<RefusalFinding> Compare(SentForm form, PostPolicyDocument policy)
    {
        foreach (var condition in policy.Conditions.Where(c => c.Kind != PostConditionKind.ContentLengthRange && !c.IsFor(PostFields.Bucket)))
        {
            if (form.Find(condition.Name) is not { } value)
            {
                yield return Finding.Proven(
                    RefusalCodes.FormFieldMissing,
                    $"The form has no field {condition.Name}, and its policy asks for it.",
                    "Send every field that was issued, unchanged, before the file.");
            }
            else if (!PostPolicyConditions.Holds(condition, value))
            {
                yield return Altered(condition.Name, $"The form has {Show(condition.Name, value)} as {condition.Name}, and its policy asks for {(condition.Kind == PostConditionKind.StartsWith ? "a value that begins with " : "")}{Show(condition.Name, condition.Value)}.");
            }
        }

        foreach (var name in form.Fields.Select(field => field.Name)
            .Where(name => !PostFields.NeedsNoCondition(name) && !policy.Conditions.Any(c => c.IsFor(name))))
        {
            yield return Finding.Proven(
                RefusalCodes.FormFieldExtra,
                $"The form has a field {name} that its policy does not know.",
                "Send the fields that were issued, and the file as the last one; nothing else: no token of the application, no submit button's name.");
        }

        if (form.Fields.GroupBy(field => field.Name, StringComparer.OrdinalIgnoreCase).FirstOrDefault(group => group.Count() > 1) is { } twice)
        {
            yield return Finding.Proven(RefusalCodes.FormMalformed, $"The form has the field {twice.Key} twice.", "Send every field once.");
        }
    }

    // Without the form's fields there is only what the store says of them.
    private static IEnumerable<RefusalFinding> Read(StoreError error)
    {
        if (error.Says("Extra input fields"))
        {
            return [Finding.Proven(
                RefusalCodes.FormFieldExtra,
                $"The store says: {error.Message}",
                "Send the fields that were issued, and the file as the last one; nothing else.")];
        }

        return error.Says("Policy Condition failed")
            ? [Altered(error.Says("$Content-Type") ? "Content-Type" : error.Says("$key") ? "key" : "a field", $"The store says: {error.Message}")]
            : [];
    }

    private static RefusalFinding Altered(string name, string message) => name.ToUpperInvariant() switch
    {
        "CONTENT-TYPE" => Finding.Proven(
            RefusalCodes.FormContentType,
            message,
            "Send the field Content-Type as it was issued; the type that the browser gives the file itself does not count. For another type, open another slot."),
        "KEY" => Finding.Proven(RefusalCodes.FormKey, message, "Send the field key as it was issued: the backend chooses the key."),
        _ => Finding.Proven(RefusalCodes.FormFieldAltered, message, "Send every field that was issued, unchanged."),
    };

    private static string Show(string name, string value) => Redaction.IsSecret(name) ? Redaction.Mark : Plain.Value(value);
}
