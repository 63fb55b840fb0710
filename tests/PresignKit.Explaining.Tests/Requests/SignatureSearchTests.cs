using PresignKit.Explaining.Requests;
using PresignKit.SigV4;

namespace PresignKit.Explaining.Tests.Requests;

public sealed class SignatureSearchTests
{
    [Theory]
    [InlineData(10, 100_000)]
    [InlineData(60_000, 2_000)]
    public void Fits_ManyVariants_StopsAtABudgetOfAttemptsTimesBytes(int pathLength, int mostAttempts)
    {
        var search = new SignatureSearch(new("AKIDEXAMPLE", "a secret"), new string('0', 64));
        var request = Request(pathLength);
        var attempts = 0;

        for (; !search.IsOver && attempts <= mostAttempts; attempts++)
        {
            Assert.False(search.Fits(request));
        }

        Assert.True(search.IsOver, $"{attempts} attempts did not use up the budget.");
        Assert.InRange(attempts, 1, mostAttempts);
    }

    [Fact]
    public void Fits_BudgetUsedUp_FindsNothingMore()
    {
        var request = Request(60_000);
        var signature = new SignatureSearch(new("AKIDEXAMPLE", "a secret"), "").TryCompute(request)!;
        var search = new SignatureSearch(new("AKIDEXAMPLE", "a secret"), signature);
        while (!search.IsOver)
        {
            search.Fits(request with { Path = request.Path + "x" });
        }

        Assert.False(search.Fits(request));
        Assert.Null(search.Found);
        Assert.True(new SignatureSearch(new("AKIDEXAMPLE", "a secret"), signature).Fits(request));
    }

    private static SignableRequest Request(int pathLength) => new(
        "GET", "/" + new string('a', pathLength), [], [new NameValue("host", "x")], "UNSIGNED-PAYLOAD", "20260102T030405Z", "20260102", "r", "s3");
}
