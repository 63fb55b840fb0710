namespace PresignKit.Sweeping;

/// <summary>Counts how often the store failed without an interruption, so that a sweep ends if it is down.</summary>
internal sealed class StoreFailures
{
    /// <summary>A store that fails so often without an interruption is down.</summary>
    public const int Maximum = 20;

    private int _count;

    public bool IsDown => _count >= Maximum;

    /// <summary>The store has carried out a request.</summary>
    public void Reset() => _count = 0;

    /// <summary>Counts a failure. Returns the store's own words, which contain no secret.</summary>
    public string Add(StoreException exception)
    {
        // One object can be refused for reasons of its own, which its uploader may have caused: encrypted with a foreign key, or locked.
        if (exception.Code is ErrorCodes.StoreUnavailable or ErrorCodes.StoreBusy or ErrorCodes.BucketNotFound or ErrorCodes.ClockSkewed
            or ErrorCodes.CredentialsUnavailable or ErrorCodes.CredentialsExpired)
        {
            _count++;
        }

        return $"{exception.Code}: {exception.Message}";
    }

    /// <summary>Whether what failed was done by somebody else in the meantime: stores answer with errors of all kinds then.</summary>
    public static async Task<bool> IsGoneAsync(Func<Task<bool>> isGoneAsync)
    {
        try
        {
            return await isGoneAsync().ConfigureAwait(false);
        }
        catch (StoreException)
        {
            return false;
        }
    }
}
