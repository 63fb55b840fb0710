namespace PresignKit.Issuing;

/// <summary>Refuses downloads of one part where the store is not known to return only that part: it may ignore the number, and return the whole object.</summary>
/// <param name="name">The name of the store, for messages.</param>
/// <param name="standing">The name of the store whose standing counts, which for a tenant's bucket is that of its origin.</param>
/// <param name="declared">The store's profile.</param>
/// <param name="policies">What has been learned about the store.</param>
internal sealed class PartDownloads(string name, string standing, StoreProfile declared, PolicyCatalog policies)
{
    /// <summary>Does nothing if no part is asked for.</summary>
    /// <exception cref="StoreException">The store is not known to return single parts (<see cref="ErrorCodes.PartDownloadNotAvailable"/>).</exception>
    public void Require(int? partNumber)
    {
        if (partNumber is not { } number)
        {
            return;
        }

        if (declared.DownloadPartNumber != Capability.Yes)
        {
            throw Refuse(
                number,
                $"{nameof(StoreProfile.DownloadPartNumber)} of profile '{declared.Name}' is {declared.DownloadPartNumber}",
                "or, if the store returns only the part, set the capability to Yes in its profile");
        }

        if (declared.UntilConfirmed is { } weaker && (policies.ConfirmedOf(standing) ?? weaker).DownloadPartNumber != Capability.Yes)
        {
            throw Refuse(
                number,
                $"no probe has confirmed {nameof(StoreProfile.DownloadPartNumber)} of profile '{declared.Name}'",
                "or let the probe at the application's start confirm it; the log says what it found");
        }
    }

    private StoreException Refuse(int number, string why, string todo) => new(
        ErrorCodes.PartDownloadNotAvailable,
        $"A download asks for part {number} of an object, but store '{name}' may return the whole object: {why}. Leave PartNumber unset and ask for the bytes of "
            + $"the part by a Range header, {todo}.");
}
