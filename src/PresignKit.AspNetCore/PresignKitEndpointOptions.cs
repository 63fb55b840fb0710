using System.Security.Claims;

namespace PresignKit.AspNetCore;

/// <summary>
/// The settings of the endpoints, from code or from <c>PresignKit:Endpoints</c>. Configuration overrides code. Validated when the host
/// starts.
/// </summary>
public sealed class PresignKitEndpointOptions
{
    /// <summary>
    /// How long after its expiry a slot can still be completed, because an upload that began in time may finish later. From zero to 12 hours.
    /// </summary>
    /// <value>1 hour.</value>
    public TimeSpan CompletionGrace { get; set; } = TimeSpan.FromHours(1);

    /// <summary>
    /// Returns the stable, unique ID of a user; slot tokens are bound to it. It must not return null or an empty string for an
    /// authenticated user: such users could complete each other's slots, so their requests fail. Can be set only in code.
    /// </summary>
    /// <value>The claim <see cref="ClaimTypes.NameIdentifier"/> or, if it is missing, <c>sub</c>.</value>
    public Func<ClaimsPrincipal, string?> UserId { get; set; } =
        static user => user.FindFirstValue(ClaimTypes.NameIdentifier) ?? user.FindFirstValue("sub");

    /// <summary>
    /// How many slots one user may open at once. Used slots come back one by one: all of them in <see cref="SlotWindow"/>. Every request to
    /// open a slot counts, also one that is refused. If nobody is signed in, all requests from one network address count together. From 1
    /// to 1,000,000.
    /// </summary>
    /// <value>300.</value>
    public int SlotsPerUser { get; set; } = 300;

    /// <summary>The time after which a used-up <see cref="SlotsPerUser"/> is whole again. From 1 second to 1 day.</summary>
    /// <value>5 minutes: one slot each second.</value>
    public TimeSpan SlotWindow { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>Whether users may open any number of slots, for example because the application or a proxy has a limit of its own.</summary>
    /// <value>False: <see cref="SlotsPerUser"/> is the limit.</value>
    public bool UnlimitedSlots { get; set; }

    /// <summary>
    /// Whether sweeps (<see cref="IUploadSweeper"/>, <c>AddSweeping</c>) complete uploads in parts whose client went away after the last part, and forms
    /// that Uppy has sent and its page has not completed. The opening of a slot in parts then also stores its token, encrypted by Data Protection, in the
    /// folder of slot records, and fails if that fails. The application decides as usual, in a scope of its own; <see cref="UploadTicket.User"/> then has
    /// nothing but the user's ID.
    /// </summary>
    /// <value>False: such uploads are aborted when their time is over.</value>
    public bool CompleteAbandoned { get; set; }

    /// <summary>What is wrong in configuration; reported when the host starts.</summary>
    internal List<string> SectionFlaws { get; } = [];
}
