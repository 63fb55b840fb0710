using PresignKit.Providers;

namespace PresignKit.Completion;

/// <summary>Compares the store's own list of parts with the plan of the upload. What a client says about its parts plays no role.</summary>
internal static class ReceivedParts
{
    /// <summary>Why the upload must not be completed; null: the list is exactly what the plan says.</summary>
    public static UploadVerification? Compare(PartPlan plan, DeclaredUpload upload, IReadOnlyList<UploadedPart> parts)
    {
        if (parts.Count == 0)
        {
            return UploadVerification.NotUploaded;
        }

        // S3 lists parts in ascending order ("ListParts"). A list that is not may be two pages that changed in between, so it is read again.
        for (var i = 1; i < parts.Count; i++)
        {
            if (parts[i].Number <= parts[i - 1].Number)
            {
                return UploadVerification.Changed;
            }
        }

        // No URL was ever signed for such a part.
        if (parts.FirstOrDefault(part => !plan.Contains(part.Number)) is { } foreign)
        {
            return UploadVerification.Refused(
                ErrorCodes.SizeMismatch,
                $"The upload has a part {foreign.Number}; the declared size of {plan.Size} bytes makes {plan.PartCount} of {plan.PartSize} bytes.");
        }

        var received = parts.Where(part => part.Size == plan.SizeOf(part.Number)).Select(part => part.Number).ToHashSet();
        return received.Count == plan.PartCount
            ? null
            : UploadVerification.Incomplete([.. Enumerable.Range(1, plan.PartCount).Where(number => !received.Contains(number))]);
    }
}
