using PresignKit.AspNetCore.Problems;
using PresignKit.AspNetCore.Tokens;

namespace PresignKit.AspNetCore.Endpoints;

/// <summary>Signs and lists the parts of a slot for a client whose token has been checked.</summary>
internal sealed class SlotParts(IMultipartSlots slots)
{
    /// <summary>How many parts one request can ask for: more than any client sends within the lifetime of their signatures.</summary>
    private const int MaximumNumbers = 1_000;

    /// <summary>Checks how many numbers there are, which can be done before the token is read.</summary>
    public static void CheckCount(IReadOnlyList<int> numbers)
    {
        if (numbers.Count is 0 or > MaximumNumbers)
        {
            throw new EndpointException(
                EndpointErrorCodes.RequestInvalid,
                $"There are {numbers.Count} numbers; one request can ask for 1 to {MaximumNumbers} parts. Ask for those that are sent next.")
            {
                Limit = $"{MaximumNumbers}",
            };
        }
    }

    public async Task<SignedParts> SignAsync(SlotToken slot, IReadOnlyList<int> numbers, CancellationToken cancellationToken)
    {
        CheckCount(numbers);
        return FirstDuplicate(numbers) is { } twice
            ? throw new EndpointException(ErrorCodes.PartNumberInvalid, $"Part {twice} is listed twice. List each part once.")
            : await OfPolicyAsync(() => slots.SignPartsAsync(slot.Upload, numbers, cancellationToken).AsTask()).ConfigureAwait(false);
    }

    /// <summary>Null: the upload was completed or aborted.</summary>
    public Task<IReadOnlyList<ReceivedPart>?> ListAsync(SlotToken slot, CancellationToken cancellationToken) =>
        slots.ListPartsAsync(slot.Upload, cancellationToken);

    /// <summary>Until when the client may go on; null: the upload was completed or aborted.</summary>
    public Task<DateTimeOffset?> RenewAsync(SlotToken slot, CancellationToken cancellationToken) =>
        OfPolicyAsync(() => slots.RenewAsync(slot.Upload, cancellationToken));

    /// <summary>A slot whose policy has been removed, or moved to another store, cannot go on.</summary>
    private static async Task<T> OfPolicyAsync<T>(Func<Task<T>> actAsync)
    {
        try
        {
            return await actAsync().ConfigureAwait(false);
        }
        catch (PolicyViolationException e) when (e.Code is ErrorCodes.UnknownPolicy or ErrorCodes.PolicyOfOtherStore)
        {
            throw SlotEnds.PolicyGone();
        }
    }

    private static int? FirstDuplicate(IReadOnlyList<int> numbers)
    {
        var seen = new HashSet<int>();
        foreach (var number in numbers)
        {
            if (!seen.Add(number))
            {
                return number;
            }
        }

        return null;
    }
}
